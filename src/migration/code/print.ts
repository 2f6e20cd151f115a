import { ArrayLiteral, Call, Expression, ObjectLiteral } from './expression';
import { isBlock, isIdentifier, quote } from './text';

/** The longest line, where it can be broken. */
const LINE_WIDTH = 100;

const INDENT = '  ';

/** A key shorter than this keeps a long text beside it. */
const SHORTEST_LONG_KEY = 5;

/**
 * The expression as code. It is laid out on one line where it fits, and otherwise divided from the outside in.
 *
 * @param used how many characters stand before it on its line
 * @param after how many stand behind it
 */
export function print(expression: Expression, indent = '', used = indent.length, after = 1): string {
  if (expression.type === 'literal' || !mustBreak(expression)) {
    const flat = printFlat(expression);
    const width = flat.includes('\n') ? flat.indexOf('\n') : flat.length + after;
    if (used + width <= LINE_WIDTH || !canBreak(expression)) {
      return flat;
    }
  }
  switch (expression.type) {
    case 'object':
    case 'array':
      return printBroken(expression, indent);
    case 'call':
      return printCall(expression, indent, used);
    case 'lambda':
      return printLambda(expression, indent);
    default:
      return printFlat(expression);
  }
}

/** Each entry on a line of its own; of numbers as many as fit. */
function printBroken(expression: ObjectLiteral | ArrayLiteral, indent: string): string {
  if (expression.type === 'object') {
    return printEntries(expression, indent);
  }
  const { items } = expression;
  const printed = (item: Expression): string => print(item, indent + INDENT);
  return isNumbers(items) ? fill(items, indent) : block('[', items.map(printed), ']', indent);
}

/** The expression without line breaks of our own. */
export function printFlat(expression: Expression): string {
  switch (expression.type) {
    case 'literal':
      return typeof expression.value === 'string' ? quote(expression.value) : numberOr(expression.value);
    case 'object':
      return expression.entries.length === 0
        ? '{}'
        : `{ ${expression.entries.map(([key, value]) => flatEntry(key, value, expression)).join(', ')} }`;
    case 'array':
      return `[${expression.items.map(printFlat).join(', ')}]`;
    case 'variable':
    case 'imported':
      return expression.name;
    case 'member':
      return printMember(expression.of, expression.name);
    case 'call':
      return `${head(expression)}(${expression.args.map(printFlat).join(', ')})`;
    case 'lambda':
      return `(${expression.parameter}) => ${printFlat(expression.body)}`;
    case 'binary':
      return `${printFlat(expression.left)} ${expression.operator} ${printFlat(expression.right)}`;
  }
}

function numberOr(value: number | boolean | null): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function printMember(of: Expression, name: string): string {
  return isIdentifier(name) ? `${printFlat(of)}.${name}` : `${printFlat(of)}[${quote(name)}]`;
}

function head({ callee, isNew }: Call): string {
  return `${isNew ? 'new ' : ''}${printFlat(callee)}`;
}

/** A list of several objects or lists, each of several entries, is no line to read. */
function mustBreak(expression: Expression): boolean {
  switch (expression.type) {
    case 'literal':
      return typeof expression.value === 'string' && isBlock(expression.value);
    case 'array':
      return isTable(expression.items) || expression.items.some(mustBreak);
    case 'object':
      return expression.entries.some(([, value]) => mustBreak(value));
    case 'call':
      return expression.args.some(mustBreak);
    default:
      return false;
  }
}

function isTable(items: readonly Expression[]): boolean {
  const [first] = items;
  return (
    items.length > 1 &&
    (first.type === 'object' || first.type === 'array') &&
    items.every((item) => item.type === first.type && sizeOf(item) > 1)
  );
}

function sizeOf(expression: Expression): number {
  return expression.type === 'object'
    ? expression.entries.length
    : expression.type === 'array'
      ? expression.items.length
      : 0;
}

function canBreak(expression: Expression): boolean {
  return (
    sizeOf(expression) > 0 || (expression.type === 'call' && expression.args.length > 0) || expression.type === 'lambda'
  );
}

function isNumbers(items: readonly Expression[]): boolean {
  return items.length > 1 && items.every((item) => item.type === 'literal' && typeof item.value === 'number');
}

/** Numbers stand side by side, as many as fit. */
function fill(items: readonly Expression[], indent: string): string {
  const lines: string[] = [];
  for (const item of items) {
    const text = `${printFlat(item)},`;
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${text}`.length <= LINE_WIDTH) {
      lines[lines.length - 1] = `${last} ${text}`;
    } else {
      lines.push(`${indent}${INDENT}${text}`);
    }
  }
  return `[\n${lines.join('\n')}\n${indent}]`;
}

function block(open: string, lines: readonly string[], close: string, indent: string): string {
  return `${open}\n${lines.map((line) => `${indent}${INDENT}${line},\n`).join('')}${indent}${close}`;
}

function printEntries(literal: ObjectLiteral, indent: string): string {
  const inner = indent + INDENT;
  const lines = literal.entries.map(([key, value]) => {
    if (isShorthand(key, value)) {
      return key;
    }
    const before = `${printKey(key, literal)}: `;
    const text = print(value, inner, inner.length + before.length);
    // A text that can't be divided gets a line of its own where that helps.
    const isTooLong = value.type === 'literal' && typeof value.value === 'string' && !text.startsWith('`');
    return isTooLong &&
      inner.length + before.length + text.length + 1 > LINE_WIDTH &&
      before.length >= SHORTEST_LONG_KEY + 2
      ? `${before.trimEnd()}\n${inner}${INDENT}${text}`
      : `${before}${text}`;
  });
  return block('{', lines, '}', indent);
}

function flatEntry(key: string, value: Expression, literal: ObjectLiteral): string {
  return isShorthand(key, value) ? key : `${printKey(key, literal)}: ${printFlat(value)}`;
}

function isShorthand(key: string, value: Expression): boolean {
  return value.type === 'variable' && value.name === key;
}

/** Keys have quotes where they need them. */
function printKey(key: string, { entries }: ObjectLiteral): string {
  // As a plain key it would be the prototype of the object.
  if (key === '__proto__') {
    return `['__proto__']`;
  }
  if (isIdentifier(key)) {
    return key;
  }
  const isNumber =
    /^(0|[1-9]\d{0,14})$/.test(key) && entries.every(([other]) => /^(0|[1-9]\d{0,14})$|^[A-Za-z_$][\w$]*$/.test(other));
  return isNumber ? key : quoteKey(key);
}

/** A key stays on its line. */
function quoteKey(key: string): string {
  const quoted = quote(key);
  return quoted.startsWith('`') ? JSON.stringify(key) : quoted;
}

function printCall(expression: Call, indent: string, used: number): string {
  const before = `${head(expression)}(`;
  const { args } = expression;
  const last = args.at(-1) as Expression;
  const first = args.slice(0, -1);
  const flat = first.map((arg) => `${printFlat(arg)}, `).join('');
  const isHugged = (last.type === 'object' || last.type === 'array') && sizeOf(last) > 0;
  const sameKind = first.some((arg) => arg.type === last.type && sizeOf(arg) > 0);
  const canHug =
    !first.some((arg) => mustBreak(arg)) &&
    !sameKind &&
    !(last.type === 'array' && first.length > 0 && isFlatOnOwnLine(last, indent));
  if (isHugged && canHug && !flat.includes('\n') && used + before.length + flat.length + 1 <= LINE_WIDTH) {
    return `${before}${flat}${printBroken(last, indent)})`;
  }
  if (last.type === 'lambda' && args.length === 1) {
    return `${before}\n${indent}${INDENT}${print(last, indent + INDENT)},\n${indent})`;
  }
  return block(
    before,
    args.map((arg) => print(arg, indent + INDENT)),
    ')',
    indent,
  );
}

function isFlatOnOwnLine(expression: Expression, indent: string): boolean {
  return !mustBreak(expression) && indent.length + INDENT.length + printFlat(expression).length < LINE_WIDTH;
}

/** The terms of a condition, each on a line of its own. */
function printLambda({ parameter, body }: Extract<Expression, { type: 'lambda' }>, indent: string): string {
  const inner = indent + INDENT;
  return `(${parameter}) =>\n${inner}${termsOf(body).map(printFlat).join(` &&\n${inner}`)}`;
}

function termsOf(body: Expression): Expression[] {
  return body.type === 'binary' && body.operator === '&&' ? [...termsOf(body.left), ...termsOf(body.right)] : [body];
}
