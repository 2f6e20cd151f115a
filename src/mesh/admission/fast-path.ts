import { isJsonObject, JsonObject } from '../wire/json';
import { rulesCheck } from './cel/rules-check';
import { duplicateItems } from './list-types';
import { fitsNumber } from './schema-formats';
import { structureViolations } from './structure';
import { StructuralSchema, valuesSchema } from './structural-schema';

/** Whether a value is taken as it is, without saying why not where it is not. */
type Check = (value: unknown) => boolean;

/** What every object has, whatever the schema of its kind says. */
const ANYTHING: StructuralSchema = { 'x-kubernetes-preserve-unknown-fields': true };
const ABOUT_OBJECT = { apiVersion: ANYTHING, kind: ANYTHING, metadata: ANYTHING };

const CHECKS = new WeakMap<StructuralSchema, Check>();

/**
 * Whether a manifest, its metadata aside, keeps the schema of its kind in all respects and would be stored as it is: no unknown field, nothing
 * left out that has a default. Nearly all objects do, and this is a tenth of the work of telling what is wrong. `false` may also mean
 * that it was not worth finding out.
 */
export function isTakenAsIs(schema: StructuralSchema, manifest: JsonObject): boolean {
  let check = CHECKS.get(schema);
  if (check === undefined) {
    check = compileKind(schema);
    CHECKS.set(schema, check);
  }
  return check(manifest);
}

/** Rules for the whole object see no metadata, so they are not for the fast path; no known kind has any. */
function compileKind(schema: StructuralSchema): Check {
  const isPlain = alternativesOf(schema).length === 0 && rulesCheck(schema) === undefined;
  return isPlain ? objectCheck({ ...schema, properties: { ...schema.properties, ...ABOUT_OBJECT } }) : () => false;
}

function compile(schema: StructuralSchema): Check {
  const checks = [shapeOf(schema), ...alternativesOf(schema), rulesCheck(schema) ?? []].flat();
  const [first, second] = checks;
  switch (checks.length) {
    case 1:
      return first;
    case 2:
      return (value) => first(value) && second(value);
    default:
      return (value) => checks.every((check) => check(value));
  }
}

function shapeOf(schema: StructuralSchema): Check {
  if (schema['x-kubernetes-int-or-string'] === true || schema.nullable === true) {
    return slowly(schema);
  }
  switch (schema.type) {
    case undefined:
      return schema === ANYTHING ? () => true : slowly(schema);
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

/** A field that a schema names. */
interface Field {
  readonly check: Check;
  readonly isNeeded: boolean;
}

function objectCheck(schema: StructuralSchema): Check {
  const { properties = {}, required = [], minProperties = 0, maxProperties = Infinity } = schema;
  const needed = new Set([
    ...required,
    ...Object.keys(properties).filter((name) => properties[name].default !== undefined),
  ]);
  const takesAnything = schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
  const others = valuesSchema(schema);
  const other: Check = others !== undefined ? compileLater(others) : takesAnything ? () => true : () => false;
  // Most parts of a schema are never met.
  const met = new Map<string, Field>();
  const meet = (name: string): Field | undefined => {
    const isNeeded = needed.has(name);
    if (!isNeeded && !Object.hasOwn(properties, name)) {
      return undefined;
    }
    const field = { check: Object.hasOwn(properties, name) ? compile(properties[name]) : other, isNeeded };
    met.set(name, field);
    return field;
  };
  return (value) => {
    if (!isJsonObject(value)) {
      return false;
    }
    let count = 0;
    let neededCount = 0;
    for (const name in value) {
      count++;
      const field = met.get(name) ?? meet(name);
      if (field?.isNeeded === true) {
        neededCount++;
      }
      if (!(field?.check ?? other)(value[name])) {
        return false;
      }
    }
    return neededCount === needed.size && count >= minProperties && count <= maxProperties;
  };
}

function listCheck(schema: StructuralSchema): Check {
  const { items, minItems = 0, maxItems = Infinity, uniqueItems } = schema;
  const check = items === undefined ? () => true : compileLater(items);
  const isKeyed = ['set', 'map'].includes(schema['x-kubernetes-list-type'] ?? '');
  return (value) => {
    if (!Array.isArray(value) || value.length < minItems || value.length > maxItems || uniqueItems === true) {
      return false;
    }
    for (const item of value) {
      if (!check(item)) {
        return false;
      }
    }
    return !isKeyed || value.length < 2 || duplicateItems(schema, value, []).length === 0;
  };
}

function textCheck(schema: StructuralSchema): Check {
  const { pattern, format, minLength = 0, maxLength = Infinity } = schema;
  const values = schema.enum && new Set(schema.enum);
  const check = pattern === undefined && format === undefined ? undefined : slowly(schema);
  // In UTF-16 a text is never shorter than in characters, and at most twice as long.
  return (value) =>
    typeof value === 'string' &&
    value.length <= maxLength &&
    (value.length >= 2 * minLength || [...value].length >= minLength) &&
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
  if (!isPlain) {
    return slowly(schema);
  }
  const isWhole = schema.type === 'integer';
  return (value) =>
    typeof value === 'number' &&
    value >= minimum &&
    value <= maximum &&
    (!isWhole || Number.isInteger(value)) &&
    (format === undefined || fitsNumber(value, format));
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
  const names = exclusiveFields(schema);
  if (names !== undefined) {
    return (value) => isJsonObject(value) && countOf(names, value) <= 1;
  }
  const below = [oneOf ?? [], anyOf ?? [], allOf, not === undefined ? [] : [not]].map((each) => each.map(fieldsCheck));
  if (!Object.keys(schema).every((key) => ABOUT_FIELDS.has(key)) || !below.every(areKnown)) {
    return undefined;
  }
  const [one, any, all, none] = below;
  return (value) =>
    isJsonObject(value) &&
    countOf(required, value) === required.length &&
    (oneOf === undefined || one.filter((check) => check(value)).length === 1) &&
    (anyOf === undefined || any.some((check) => check(value))) &&
    all.every((check) => check(value)) &&
    !none.some((check) => check(value));
}

/** The fields of which an object may have one, where a schema says that alone: so CRDs of Istio have the `oneof` of protobuf. */
function exclusiveFields(schema: StructuralSchema): readonly string[] | undefined {
  const names = (schema.oneOf ?? []).flatMap(({ required = [] }) => required);
  const each = names.map((name) => ({ required: [name] }));
  const expected: StructuralSchema = { oneOf: [{ not: { anyOf: each } }, ...each] };
  return JSON.stringify(schema) === JSON.stringify(expected) ? names : undefined;
}

function countOf(names: readonly string[], value: JsonObject): number {
  let count = 0;
  for (const name of names) {
    if (Object.hasOwn(value, name)) {
      count++;
    }
  }
  return count;
}

function areKnown(checks: readonly (Check | undefined)[]): checks is Check[] {
  return !checks.includes(undefined);
}

function compileLater(schema: StructuralSchema): Check {
  let check: Check | undefined;
  return (value) => (check ??= compile(schema))(value);
}
