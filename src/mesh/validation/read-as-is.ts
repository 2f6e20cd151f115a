import { StructuralSchema, valuesSchema } from '../admission/structural-schema';
import { parseGoDuration } from '../semantics/go-duration';
import { isJsonObject } from '../wire/json';
import { DURATION_FIELDS, fitsMessage } from './message-fields';

/** Whether a value is read as it stands. */
type Check = (value: unknown) => boolean;

const CHECKS = new WeakMap<StructuralSchema, Check>();

/**
 * Whether Istio reads all of a value into its message as it stands, which is so of nearly all: nothing is refused, dropped or renamed.
 * The schema is compiled once, and no path is kept.
 */
export function isReadAsIs(schema: StructuralSchema, value: unknown): boolean {
  let check = CHECKS.get(schema);
  if (check === undefined) {
    check = compile(schema, undefined);
    CHECKS.set(schema, check);
  }
  return check(value);
}

/** The check of a schema, and of the field whose value it is for. */
function compile(schema: StructuralSchema, field: string | undefined): Check {
  switch (schema.type) {
    case 'object':
      return objectCheck(schema);
    case 'array':
      return listCheck(schema);
    case 'string':
      return textCheck(schema, field !== undefined && DURATION_FIELDS.has(field));
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'integer':
      return (value) => typeof value === 'number' && Number.isInteger(value) && fitsMessage(schema, value);
    case 'number':
      return (value) => typeof value === 'number';
    default:
      return () => true;
  }
}

function objectCheck(schema: StructuralSchema): Check {
  const { properties } = schema;
  const others = valuesSchema(schema);
  if (others === undefined && (schema['x-kubernetes-preserve-unknown-fields'] === true || properties === undefined)) {
    return isJsonObject;
  }
  const known = new Map(Object.entries(properties ?? {}).map(([name, each]) => [name, lazily(each, name)]));
  // Names of entries of a map are the user's own, and say nothing of their values.
  const checkOther = others && lazily(others, undefined);
  return (value) => {
    if (!isJsonObject(value)) {
      return false;
    }
    for (const name in value) {
      const check = known.get(name) ?? checkOther;
      const isRenamed = properties !== undefined && name.includes('_');
      if (check === undefined || isRenamed || value[name] === null || !check(value[name])) {
        return false;
      }
    }
    return true;
  };
}

function listCheck({ items }: StructuralSchema): Check {
  const check = items === undefined ? () => true : lazily(items, undefined);
  return (value) => Array.isArray(value) && value.every((each) => check(each));
}

function textCheck(schema: StructuralSchema, isDuration: boolean): Check {
  const values = schema.enum && new Set(schema.enum);
  return (value) =>
    typeof value === 'string' &&
    (values === undefined || values.has(value)) &&
    (!isDuration || parseGoDuration(value) !== undefined);
}

/** Most parts of a schema are never met. */
function lazily(schema: StructuralSchema, field: string | undefined): Check {
  let check: Check | undefined;
  return (value) => {
    check ??= compile(schema, field);
    return check(value);
  };
}
