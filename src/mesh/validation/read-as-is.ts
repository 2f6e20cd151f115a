import { StructuralSchema, valuesSchema } from '../admission/structural-schema';
import { parseGoDuration } from '../semantics/go-duration';
import { JsonObject } from '../wire/json';
import { DURATION_FIELDS, fitsMessage } from './message-fields';

/** Whether a value that keeps its schema is read as it stands. */
type Check = (value: unknown) => boolean;

const ALWAYS: Check = () => true;
const NEVER: Check = () => false;
const CHECKS = new WeakMap<StructuralSchema, Check>();

/**
 * Whether Istio reads all of a value into its message as it stands: nothing is refused, dropped or renamed. The value keeps its schema and
 * has no unknown fields, so that only what a message has beyond the schema is looked at, which are durations above all.
 */
export function isReadAsIs(schema: StructuralSchema, value: unknown): boolean {
  let check = CHECKS.get(schema);
  if (check === undefined) {
    check = checkOf(schema) ?? ALWAYS;
    CHECKS.set(schema, check);
  }
  return check(value);
}

/** The check of a schema, and of the field whose value it is for; undefined where the schema says it all. */
function checkOf(schema: StructuralSchema, field?: string): Check | undefined {
  const check = checkOfType(schema, field);
  const mayBeNull = schema.nullable === true || schema.type === undefined;
  return mayBeNull ? (value) => value !== null && (check === undefined || check(value)) : check;
}

function checkOfType(schema: StructuralSchema, field?: string): Check | undefined {
  switch (schema.type) {
    case 'object':
      return objectCheck(schema);
    case 'array':
      return schema.items && listCheck(checkOf(schema.items));
    case 'string':
      return field !== undefined && DURATION_FIELDS.has(field) ? isDuration : undefined;
    case 'integer':
      return isAlwaysFitting(schema) ? undefined : (value) => fitsMessage(schema, value as number);
    default:
      return undefined;
  }
}

function objectCheck(schema: StructuralSchema): Check | undefined {
  const { properties } = schema;
  const values = valuesSchema(schema);
  if (properties === undefined || (values === undefined && schema['x-kubernetes-preserve-unknown-fields'] === true)) {
    return values && mapCheck(checkOf(values));
  }
  if (schema.additionalProperties !== undefined) {
    return NEVER;
  }
  const checks = new Map<string, Check>();
  for (const [name, each] of Object.entries(properties)) {
    // A field with the name that protobuf has for it is renamed.
    const check = name.includes('_') ? NEVER : checkOf(each, name);
    if (check !== undefined) {
      checks.set(name, check);
    }
  }
  return checks.size === 0 ? undefined : fieldsCheck(checks);
}

function fieldsCheck(checks: ReadonlyMap<string, Check>): Check {
  return (value) => {
    for (const name in value as JsonObject) {
      const check = checks.get(name);
      if (check !== undefined && !check((value as JsonObject)[name])) {
        return false;
      }
    }
    return true;
  };
}

function mapCheck(check: Check | undefined): Check | undefined {
  return check && ((value) => Object.values(value as object).every(check));
}

function listCheck(check: Check | undefined): Check | undefined {
  return check && ((value) => (value as readonly unknown[]).every(check));
}

function isDuration(value: unknown): boolean {
  return parseGoDuration(value as string) !== undefined;
}

function isAlwaysFitting({ format, minimum = -Infinity, maximum = Infinity }: StructuralSchema): boolean {
  return format === 'int32' || (format === undefined && minimum >= 0 && maximum < Infinity);
}
