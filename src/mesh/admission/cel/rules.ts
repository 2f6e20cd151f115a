import { FieldPath } from '../../origin';
import { isJsonObject } from '../../wire/json';
import { fieldSchema, StructuralSchema, ValidationRule, valuesSchema } from '../structural-schema';
import { shown, Violation, ViolationType } from '../violation';
import { CompiledRule, compileRule } from './environment';
import { toCel } from './values';

/** A path as rules in CEL are reported at: keys of maps stand in brackets. */
interface Place {
  readonly path: FieldPath;
  readonly field: string;
}

const REASONS: { readonly [reason: string]: { readonly type: ViolationType; readonly text: string } } = {
  FieldValueRequired: { type: 'Required', text: 'Required value' },
  FieldValueForbidden: { type: 'Forbidden', text: 'Forbidden' },
  FieldValueDuplicate: { type: 'Duplicate', text: 'Duplicate value' },
};
const INVALID = { type: 'Invalid', text: 'Invalid value' } as const;

/** What the value breaks of the rules in CEL, its own and those of all below it. */
export function ruleViolations(schema: StructuralSchema, value: unknown, path: FieldPath, field: string): Violation[] {
  const found: Violation[] = [];
  if (hasRules(schema)) {
    walk(schema, value, { path, field }, found);
  }
  return found;
}

const WITH_RULES = new WeakMap<StructuralSchema, boolean>();

/** Whether the schema or one below it has rules: most have none, and their values need not be entered. */
function hasRules(schema: StructuralSchema): boolean {
  let known = WITH_RULES.get(schema);
  if (known === undefined) {
    const below = [...Object.values(schema.properties ?? {}), schema.items, valuesSchema(schema)];
    known =
      schema['x-kubernetes-validations'] !== undefined || below.some((each) => each !== undefined && hasRules(each));
    WITH_RULES.set(schema, known);
  }
  return known;
}

function walk(schema: StructuralSchema, value: unknown, place: Place, found: Violation[]): void {
  if (value === null || value === undefined) {
    return;
  }
  const rules = schema['x-kubernetes-validations'];
  if (rules !== undefined) {
    const self = toCel(schema, value);
    for (const rule of rules) {
      const violation = check(rule, { schema, value, self, place });
      found.push(...(violation === undefined ? [] : [violation]));
    }
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items !== undefined && hasRules(items)) {
      value.forEach((each, index) => walk(items, each, childOf(place, index, false), found));
    }
  } else if (isJsonObject(value)) {
    for (const name of Object.keys(value)) {
      const known = fieldSchema(schema, name);
      if (known !== undefined && hasRules(known)) {
        const isKey = schema.properties === undefined || !Object.hasOwn(schema.properties, name);
        walk(known, value[name], childOf(place, name, isKey), found);
      }
    }
  }
}

function childOf({ path, field }: Place, key: string | number, isKey: boolean): Place {
  const text = typeof key === 'number' || isKey ? `${field}[${key}]` : field === '' ? key : `${field}.${key}`;
  return { path: [...path, key], field: text };
}

interface Subject {
  readonly schema: StructuralSchema;
  readonly value: unknown;
  readonly self: unknown;
  readonly place: Place;
}

const OLD_SELF = /\boldSelf\b/;

/** Whether a rule says anything of an object that is created: those about what it was before do not. */
export function isForCreated({ rule }: ValidationRule): boolean {
  return !OLD_SELF.test(rule);
}

function check(rule: ValidationRule, subject: Subject): Violation | undefined {
  if (!isForCreated(rule)) {
    return undefined;
  }
  const { schema, value, self, place } = subject;
  try {
    if (compileRule(rule.rule)(self) === true) {
      return undefined;
    }
  } catch (error) {
    const message = `${(error as Error).message} evaluating rule: ${messageOf(rule, undefined)}`;
    return { type: 'Invalid', ...place, message: `Invalid value: "${schema.type ?? ''}": ${message}` };
  }
  const { type, text } = REASONS[rule.reason ?? ''] ?? INVALID;
  const told = type === 'Required' || type === 'Forbidden' || typeof value === 'object' ? '' : `${shown(value)}: `;
  const message = `${text}: ${told}${messageOf(rule, self)}`;
  return { type, ...blamed(rule, place), message: type === 'Duplicate' ? `${text}: ${shown(value)}` : message };
}

function blamed({ fieldPath }: ValidationRule, place: Place): Place {
  const keys = (fieldPath ?? '').matchAll(/\.([A-Za-z0-9_]+)|\['([^']*)'\]/g);
  return [...keys].reduce((at, [, field, key]) => childOf(at, field ?? key, field === undefined), place);
}

function messageOf({ rule, message, messageExpression }: ValidationRule, self: unknown): string {
  if (messageExpression !== undefined && self !== undefined) {
    const told = attempt(compileRule(messageExpression), self);
    if (typeof told === 'string' && told.trim() !== '' && !told.includes('\n')) {
      return told.trim();
    }
  }
  return message?.trim() ?? `failed rule: ${rule.trim()}`;
}

/** A message that can't be made is no reason to lose the finding. */
function attempt(rule: CompiledRule, self: unknown): unknown {
  try {
    return rule(self);
  } catch {
    return undefined;
  }
}
