import { StructuralSchema, valuesSchema } from '../admission/structural-schema';
import { parseGoDuration } from '../semantics/go-duration';
import { isJsonObject } from '../wire/json';
import { DURATION_FIELDS, fitsMessage } from './message-fields';
import { isReadAsIs } from './read-as-is';
import { Faults } from './validation-fault';

/** What was read from a manifest by its schema: of the right types, but any field may be missing. */
export type Decoded<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Decoded<Item>[]
    : string extends keyof T
      ? { readonly [Key in keyof T]: Decoded<T[Key]> }
      : { readonly [Key in keyof T]?: Decoded<T[Key]> };

/** Thrown and caught in here: Istio stops at the first value that does not fit into its message. */
class Undecodable extends Error {}

/**
 * Reads a spec as Istio reads it into its message: nulls are absent, unknown fields are dropped, and a value of the wrong type, an
 * unknown name of an enum, a number that does not fit or a duration that is none is an error. Undefined where there was one. Of a spec that
 * is known to keep the schema there is less to do.
 */
export function decode(schema: StructuralSchema, spec: unknown, keepsSchema: boolean, faults: Faults): unknown {
  if (keepsSchema && isReadAsIs(schema, spec)) {
    return spec;
  }
  const decoder = new Decoder();
  try {
    return decoder.read(schema, spec);
  } catch (error) {
    if (error instanceof Undecodable) {
      faults.error(error.message, ...decoder.path);
      return undefined;
    }
    throw error;
  }
}

class Decoder {
  /** Where it is; where it stopped, if it did. */
  public readonly path: (string | number)[] = [];

  public read(schema: StructuralSchema, value: unknown, isDuration = false): unknown {
    switch (schema.type) {
      case 'object':
        return this.readObject(schema, value);
      case 'array':
        return this.readList(schema, value);
      case 'string':
        return readText(schema, value, isDuration);
      case 'boolean':
        return typeof value === 'boolean' ? value : refuse('must be true or false');
      case 'integer':
      case 'number':
        return readNumber(schema, value);
      default:
        return value;
    }
  }

  private readBelow(schema: StructuralSchema, value: unknown, key: string | number, isDuration = false): unknown {
    this.path.push(key);
    const found = this.read(schema, value, isDuration);
    this.path.pop();
    return found;
  }

  private readObject(schema: StructuralSchema, value: unknown): unknown {
    if (!isJsonObject(value)) {
      return refuse('must be an object');
    }
    const { properties } = schema;
    const others = valuesSchema(schema);
    const isAnything =
      others === undefined && (schema['x-kubernetes-preserve-unknown-fields'] === true || properties === undefined);
    if (isAnything) {
      return value;
    }
    const found: { [name: string]: unknown } = {};
    for (const name of Object.keys(value)) {
      // Names of entries of a map are the user's own, and say nothing of their values.
      const isField = properties !== undefined && Object.hasOwn(properties, name);
      const known = isField ? properties[name] : others;
      if (known !== undefined && value[name] !== null) {
        const isDuration = isField && DURATION_FIELDS.has(name);
        define(
          found,
          properties === undefined ? name : inCamelCase(name),
          this.readBelow(known, value[name], name, isDuration),
        );
      }
    }
    return found;
  }

  private readList({ items }: StructuralSchema, value: unknown): unknown {
    if (!Array.isArray(value)) {
      return refuse('must be a list');
    }
    return items === undefined ? value : value.map((each, index) => this.readBelow(items, each, index));
  }
}

/** Sets a field, which may as well be called `__proto__`. */
function define(owner: { [name: string]: unknown }, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(owner, name, { value, enumerable: true });
  } else {
    owner[name] = value;
  }
}

/** A field may have the name that protobuf has for it, as `mirror_percent`. */
function inCamelCase(name: string): string {
  return name.includes('_') ? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) : name;
}

function readText(schema: StructuralSchema, value: unknown, isDuration: boolean): string {
  if (typeof value !== 'string') {
    return refuse('must be a text');
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return refuse(`"${value}" is none of ${schema.enum.map(String).join(', ')}`);
  }
  if (isDuration && parseGoDuration(value) === undefined) {
    return refuse(`"${value}" is no duration`);
  }
  return value;
}

function readNumber(schema: StructuralSchema, value: unknown): number {
  if (typeof value !== 'number' || (schema.type === 'integer' && !Number.isInteger(value))) {
    return refuse(schema.type === 'integer' ? 'must be a whole number' : 'must be a number');
  }
  if (schema.type === 'integer' && !fitsMessage(schema, value)) {
    return refuse(`${value} does not fit into the field`);
  }
  return value;
}

function refuse(message: string): never {
  throw new Undecodable(message);
}
