import { StructuralSchema, valuesSchema } from '../admission/structural-schema';
import { parseGoDuration } from '../semantics/go-duration';
import { isJsonObject } from '../wire/json';
import { Faults } from './validation-fault';

/** What was read from a manifest by its schema: of the right types, but any field may be missing. */
export type Decoded<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Decoded<Item>[]
    : string extends keyof T
      ? { readonly [Key in keyof T]: Decoded<T[Key]> }
      : { readonly [Key in keyof T]?: Decoded<T[Key]> };

/** Fields that hold a duration, wherever they occur; the schemas know them as texts. */
export const DURATION_FIELDS: ReadonlySet<string> = new Set([
  'backoff',
  'baseEjectionTime',
  'budgetInterval',
  'connectTimeout',
  'duration',
  'exponentialDelay',
  'fixedDelay',
  'idleTimeout',
  'interval',
  'maxAge',
  'maxConnectionDuration',
  'perTryTimeout',
  'reportingInterval',
  'time',
  'timeout',
  'ttl',
  'warmupDurationSecs',
]);

/** Thrown and caught in here: Istio stops at the first value that does not fit into its message. */
class Undecodable extends Error {
  constructor(
    message: string,
    public readonly path: readonly (string | number)[],
  ) {
    super(message);
  }
}

/**
 * Reads a spec as Istio reads it into its message: nulls are absent, unknown fields are dropped, and a value of the wrong type, an
 * unknown name of an enum, a number that does not fit or a duration that is none is an error. Undefined where there was one.
 */
export function decode(schema: StructuralSchema, spec: unknown, faults: Faults): unknown {
  try {
    return read(schema, spec, []);
  } catch (error) {
    if (error instanceof Undecodable) {
      faults.error(error.message, ...error.path);
      return undefined;
    }
    throw error;
  }
}

function read(schema: StructuralSchema, value: unknown, path: readonly (string | number)[]): unknown {
  switch (schema.type) {
    case 'object':
      return readObject(schema, value, path);
    case 'array':
      return readList(schema, value, path);
    case 'string':
      return readText(schema, value, path);
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse('must be true or false', path);
    case 'integer':
    case 'number':
      return readNumber(schema, value, path);
    default:
      return value;
  }
}

function readObject(schema: StructuralSchema, value: unknown, path: readonly (string | number)[]): unknown {
  if (!isJsonObject(value)) {
    return refuse('must be an object', path);
  }
  const { properties = {} } = schema;
  const others = valuesSchema(schema);
  const isAnything =
    others === undefined &&
    (schema['x-kubernetes-preserve-unknown-fields'] === true || schema.properties === undefined);
  if (isAnything) {
    return value;
  }
  const entries: [string, unknown][] = [];
  for (const [name, each] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : others;
    if (known !== undefined && each !== null) {
      // A field may have the name that protobuf has for it, as `mirror_percent`.
      const field =
        schema.properties === undefined ? name : name.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase());
      entries.push([field, read(known, each, [...path, name])]);
    }
  }
  return Object.fromEntries(entries);
}

function readList({ items }: StructuralSchema, value: unknown, path: readonly (string | number)[]): unknown {
  if (!Array.isArray(value)) {
    return refuse('must be a list', path);
  }
  return items === undefined ? value : value.map((each, index) => read(items, each, [...path, index]));
}

function readText(schema: StructuralSchema, value: unknown, path: readonly (string | number)[]): string {
  if (typeof value !== 'string') {
    return refuse('must be a text', path);
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return refuse(`"${value}" is none of ${schema.enum.map(String).join(', ')}`, path);
  }
  if (DURATION_FIELDS.has(String(path.at(-1))) && parseGoDuration(value) === undefined) {
    return refuse(`"${value}" is no duration`, path);
  }
  return value;
}

function readNumber(schema: StructuralSchema, value: unknown, path: readonly (string | number)[]): number {
  if (typeof value !== 'number' || (schema.type === 'integer' && !Number.isInteger(value))) {
    return refuse(schema.type === 'integer' ? 'must be a whole number' : 'must be a number', path);
  }
  if (schema.type === 'integer' && !fitsMessage(schema, value)) {
    return refuse(`${value} does not fit into the field`, path);
  }
  return value;
}

/** Signed and 32 bits long where the schema has a format, otherwise unsigned. */
function fitsMessage({ format, maximum = 2 ** 64 }: StructuralSchema, value: number): boolean {
  return format === 'int32' ? value >= -(2 ** 31) && value < 2 ** 31 : value >= 0 && value <= maximum;
}

function refuse(message: string, path: readonly (string | number)[]): never {
  throw new Undecodable(message, path);
}
