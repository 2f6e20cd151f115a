import { byText } from '../../kernel/text-order';
import { Expression } from './expression';
import { print } from './print';
import { commentText, quote } from './text';

/** One statement: a constant, or an expression that is evaluated for what it does. */
export interface Statement {
  /** The constant that holds the value, where something refers to it. */
  readonly name?: string;
  readonly expression: Expression;
  /** What is said above it, line by line. */
  readonly comments?: readonly string[];
  /** Whether an empty line stands before it. */
  readonly startsParagraph?: boolean;
}

/** A program: imports are made for whatever the statements use. */
export interface Program {
  readonly comments: readonly string[];
  readonly statements: readonly Statement[];
}

/** The program as TypeScript. Without its imports it is JavaScript too, because nothing in it needs a type. */
export function printTypeScript(program: Program): string {
  return printWith(program, (names, module) => importOf(names, module));
}

/**
 * The same program as JavaScript that Node runs as it is.
 *
 * @param files where the modules are, by their names
 */
export function printJavaScript(program: Program, files: { readonly [module: string]: string }): string {
  return printWith(
    program,
    (names, module) => `const { ${names.join(', ')} } = require(${JSON.stringify(files[module] ?? module)});`,
  );
}

function printWith(
  { comments, statements }: Program,
  printImport: (names: readonly string[], module: string) => string,
): string {
  const imports = [...importsOf(statements)].sort(([a], [b]) => byText(a, b));
  const lines = [
    ...comments.map(printComment),
    ...imports.map(([module, names]) => printImport([...names].sort(byText), module)),
    '',
    ...statements.map(printStatement),
  ];
  return `${lines.join('\n')}\n`;
}

function importOf(names: readonly string[], module: string): string {
  const line = `import { ${names.join(', ')} } from ${quote(module)};`;
  return line.length <= 100
    ? line
    : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from ${quote(module)};`;
}

function printStatement({ name, expression, comments = [], startsParagraph }: Statement): string {
  const before = name === undefined ? '' : `const ${name} = `;
  const code = `${before}${print(expression, '', before.length)};`;
  return [...(startsParagraph === true ? [''] : []), ...comments.map(printComment), code].join('\n');
}

function printComment(text: string): string {
  return text === '' ? '//' : `// ${commentText(text)}`;
}

function importsOf(statements: readonly Statement[]): Map<string, Set<string>> {
  const imports = new Map<string, Set<string>>();
  const visit = (expression: Expression): void => {
    switch (expression.type) {
      case 'imported':
        imports.set(expression.module, (imports.get(expression.module) ?? new Set()).add(expression.name));
        break;
      case 'object':
        expression.entries.forEach(([, value]) => visit(value));
        break;
      case 'array':
        expression.items.forEach(visit);
        break;
      case 'member':
        visit(expression.of);
        break;
      case 'call':
        [expression.callee, ...expression.args].forEach(visit);
        break;
      case 'lambda':
        visit(expression.body);
        break;
      case 'binary':
        [expression.left, expression.right].forEach(visit);
        break;
      case 'literal':
      case 'variable':
        break;
    }
  };
  statements.forEach(({ expression }) => visit(expression));
  return imports;
}
