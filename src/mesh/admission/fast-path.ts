import { isJsonObject } from '../wire/json';
import { rulesCheck } from './cel/rules';
import { duplicateItems } from './list-types';
import { structureViolations } from './structure';
import { StructuralSchema, valuesSchema } from './structural-schema';

/** Whether a value is taken as it is, without saying why not where it is not. */
type Check = (value: unknown) => boolean;

const CHECKS = new WeakMap<StructuralSchema, Check>();

/**
 * Whether a value keeps its schema in all respects and would be stored as it is: no unknown field, nothing left out that has a default.
 * Nearly all objects do, and this is a tenth of the work of telling what is wrong. `false` may also mean that it was not worth finding out.
 */
export function isTakenAsIs(schema: StructuralSchema, value: unknown): boolean {
  let check = CHECKS.get(schema);
  if (check === undefined) {
    check = compile(schema);
    CHECKS.set(schema, check);
  }
  return check(value);
}

function compile(schema: StructuralSchema): Check {
  const [shape, ...others] = [shapeOf(schema), ...alternativesOf(schema), rulesCheck(schema) ?? []].flat();
  return others.reduce((first, second) => (value) => first(value) && second(value), shape);
}

function shapeOf(schema: StructuralSchema): Check {
  if (schema['x-kubernetes-int-or-string'] === true || schema.nullable === true) {
    return slowly(schema);
  }
  switch (schema.type) {
    case 'object':
      return objectCheck(schema);
    case 'array':
      return listCheck(schema);
    case 'string':
      return textCheck(schema);
    case 'boolean':
      return schema.enum === undefined ? (value) => typeof value === 'boolean' : slowly(schema);
    case 'integer':
    case 'number':
      return numberCheck(schema);
    default:
      return slowly(schema);
  }
}

/** By the way that also tells what is wrong, for what is rare. */
function slowly(schema: StructuralSchema): Check {
  const isScalar =
    schema.properties === undefined && schema.items === undefined && schema.additionalProperties === undefined;
  // Alternatives are checked by themselves.
  const shape = { ...schema, oneOf: undefined, anyOf: undefined, allOf: undefined, not: undefined };
  return (value) =>
    isScalar && (typeof value !== 'object' || value === null) && structureViolations(shape, value, []).length === 0;
}

function objectCheck(schema: StructuralSchema): Check {
  const { properties = {}, required = [], minProperties, maxProperties } = schema;
  const known = new Map(Object.entries(properties).map(([name, each]) => [name, lazily(each)]));
  const others = valuesSchema(schema);
  const checkOther = others === undefined ? undefined : lazily(others);
  const takesAnything = schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
  const filledIn = Object.keys(properties).filter((name) => properties[name].default !== undefined);
  const needed = [...required, ...filledIn];
  return (value) => {
    if (!isJsonObject(value)) {
      return false;
    }
    let count = 0;
    for (const name in value) {
      count++;
      const check = known.get(name) ?? checkOther;
      if (check === undefined ? !takesAnything : !check(value[name])) {
        return false;
      }
    }
    return (
      needed.every((name) => Object.hasOwn(value, name)) &&
      (minProperties === undefined || count >= minProperties) &&
      (maxProperties === undefined || count <= maxProperties)
    );
  };
}

function listCheck(schema: StructuralSchema): Check {
  const { items, minItems = 0, maxItems = Infinity, uniqueItems } = schema;
  const check = items === undefined ? () => true : lazily(items);
  const isKeyed = ['set', 'map'].includes(schema['x-kubernetes-list-type'] ?? '');
  return (value) =>
    Array.isArray(value) &&
    value.length >= minItems &&
    value.length <= maxItems &&
    uniqueItems !== true &&
    value.every(check) &&
    (!isKeyed || duplicateItems(schema, value, []).length === 0);
}

function textCheck(schema: StructuralSchema): Check {
  const { pattern, format, minLength = 0, maxLength = Infinity } = schema;
  const values = schema.enum && new Set(schema.enum);
  const check = pattern === undefined && format === undefined ? undefined : slowly(schema);
  // In UTF-16 a text is never shorter than in characters.
  return (value) =>
    typeof value === 'string' &&
    value.length <= maxLength &&
    (minLength === 0 || [...value].length >= minLength) &&
    (values === undefined || values.has(value)) &&
    (check === undefined || check(value));
}

function numberCheck(schema: StructuralSchema): Check {
  const { minimum = -Infinity, maximum = Infinity, format, multipleOf } = schema;
  const isPlain =
    multipleOf === undefined &&
    schema.enum === undefined &&
    schema.exclusiveMaximum !== true &&
    schema.exclusiveMinimum !== true;
  if (!isPlain || (format !== undefined && format !== 'double')) {
    return slowly(schema);
  }
  const isWhole = schema.type === 'integer';
  return (value) =>
    typeof value === 'number' && value >= minimum && value <= maximum && (!isWhole || Number.isInteger(value));
}

function alternativesOf({ oneOf, anyOf, allOf, not }: StructuralSchema): Check[] {
  if (oneOf === undefined && anyOf === undefined && allOf === undefined && not === undefined) {
    return [];
  }
  const alternatives = { oneOf, anyOf, allOf, not };
  return [fieldsCheck(alternatives) ?? ((value) => structureViolations(alternatives, value, []).length === 0)];
}

const ABOUT_FIELDS: ReadonlySet<string> = new Set(['required', 'oneOf', 'anyOf', 'allOf', 'not']);

/** Whether an object keeps a schema that only says which of its fields exclude each other; undefined for other schemas. */
function fieldsCheck(schema: StructuralSchema): Check | undefined {
  const { required = [], oneOf, anyOf, allOf = [], not } = schema;
  const below = [oneOf ?? [], anyOf ?? [], allOf, not === undefined ? [] : [not]].map((each) => each.map(fieldsCheck));
  if (!Object.keys(schema).every((key) => ABOUT_FIELDS.has(key)) || !below.every(areKnown)) {
    return undefined;
  }
  const [one, any, all, none] = below;
  return (value) =>
    isJsonObject(value) &&
    required.every((name) => Object.hasOwn(value, name)) &&
    (oneOf === undefined || one.filter((check) => check(value)).length === 1) &&
    (anyOf === undefined || any.some((check) => check(value))) &&
    all.every((check) => check(value)) &&
    !none.some((check) => check(value));
}

function areKnown(checks: readonly (Check | undefined)[]): checks is Check[] {
  return !checks.includes(undefined);
}

/** Most parts of a schema are never met. */
function lazily(schema: StructuralSchema): Check {
  let check: Check = (value) => {
    check = compile(schema);
    return check(value);
  };
  return (value) => check(value);
}
