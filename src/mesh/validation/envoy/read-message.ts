import { parseGoDuration } from '../../semantics/go-duration';
import { FieldPath } from '../../origin';
import { isJsonObject, JsonObject } from '../../wire/json';
import { EnvoyField, EnvoyMessage, envoyMessage, EnvoyType } from './descriptors';

/** What does not fit into a message, and where. */
export interface Misfit {
  readonly message: string;
  readonly path: FieldPath;
}

/** What was found while a message was read: Istio tells of the first of each. */
export interface Reading {
  /** A value that is none of its field's. */
  readonly error?: Misfit;
  /** A field that the message does not have. */
  readonly unknown?: Misfit;
}

/** Reads a value as protobuf reads JSON. */
export function readMessage(message: EnvoyMessage, value: JsonObject): Reading {
  const reader = new Reader();
  reader.message(message, value, []);
  return reader;
}

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([.,]\d+)?(Z|[+-]\d{2}:\d{2})$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const NOT_FINITE = ['NaN', 'Infinity', '-Infinity'];
/** The letters of scalars by the messages that wrap one, so that it may be missing. */
const WRAPPERS: { readonly [name: string]: string } = {
  BoolValue: 'b',
  BytesValue: 'y',
  StringValue: 's',
  Int32Value: 'i',
  UInt32Value: 'u',
  FloatValue: 'd',
  Int64Value: 'I',
  UInt64Value: 'U',
  DoubleValue: 'd',
};
/** Messages of google.protobuf that stand in an Any under `value`. */
const IN_VALUE: ReadonlySet<string> = new Set([
  ...Object.keys(WRAPPERS),
  ...['Any', 'Duration', 'Empty', 'Timestamp', 'Struct', 'Value', 'ListValue'],
]);
/** From the lowest to below the highest number. */
const RANGES: { readonly [letter: string]: readonly [number, number] } = {
  i: [-(2 ** 31), 2 ** 31],
  I: [-(2 ** 63), 2 ** 63],
  u: [0, 2 ** 32],
  U: [0, 2 ** 64],
};

class Reader implements Reading {
  public error: Misfit | undefined;
  public unknown: Misfit | undefined;

  public message({ name, fields }: EnvoyMessage, value: unknown, path: FieldPath): void {
    if (value === null) {
      return;
    }
    if (!isJsonObject(value)) {
      this.refuse(`${name} is an object`, path);
      return;
    }
    const left = new Set(Object.keys(value));
    for (const field of fields) {
      const key = [field.jsonName, field.name].find((each) => Object.hasOwn(value, each));
      left.delete(field.jsonName);
      left.delete(field.name);
      if (key !== undefined && (value[key] !== null || isValue(field))) {
        this.field(field, value[key], [...path, key]);
      }
    }
    const [unknown] = left;
    if (unknown !== undefined) {
      this.unknown ??= { message: `${name} has no field ${unknown}`, path: [...path, unknown] };
    }
  }

  private field({ shape, type }: EnvoyField, value: unknown, path: FieldPath): void {
    if (shape === 'list') {
      if (Array.isArray(value)) {
        value.forEach((each, index) => this.single(type, each, [...path, index]));
      } else {
        this.refuse('must be a list', path);
      }
    } else if (shape === 'map' || shape === 'map by number') {
      if (isJsonObject(value)) {
        Object.entries(value).forEach(([key, each]) => {
          this.scalar(shape === 'map' ? 's' : 'I', key, [...path, key]);
          this.single(type, each, [...path, key]);
        });
      } else {
        this.refuse('must be an object', path);
      }
    } else {
      this.single(type, value, path);
    }
  }

  private single(type: EnvoyType, value: unknown, path: FieldPath): void {
    switch (type.kind) {
      case 'message':
        this.message(type.message(), value, path);
        break;
      case 'wellKnown':
        this.wellKnown(type.name, value, path);
        break;
      case 'enum':
        if (typeof value === 'string' && !type.values.has(value)) {
          this.refuse(`"${value}" is none of ${[...type.values].join(', ')}`, path);
        } else if (typeof value !== 'string') {
          this.scalar('i', value, path);
        }
        break;
      case 'scalar':
        this.scalar(type.letter, value, path);
        break;
    }
  }

  private wellKnown(name: string, value: unknown, path: FieldPath): void {
    if (value === null) {
      return;
    }
    if (name === 'Any') {
      this.any(value, path);
    } else if (Object.hasOwn(WRAPPERS, name)) {
      this.scalar(WRAPPERS[name], value, path);
    } else if (name === 'Duration' && (typeof value !== 'string' || parseGoDuration(value) === undefined)) {
      this.refuse(`${shown(value)} is no duration`, path);
    } else if (name === 'Timestamp' && (typeof value !== 'string' || !TIMESTAMP.test(value))) {
      this.refuse(`${shown(value)} is no point in time`, path);
    } else if ((name === 'Struct' || name === 'Empty') && !isJsonObject(value)) {
      this.refuse('must be an object', path);
    } else if (name === 'ListValue' && !Array.isArray(value)) {
      this.refuse('must be a list', path);
    }
  }

  /** A message of any type, which `@type` names. */
  private any(value: unknown, path: FieldPath): void {
    const url = isJsonObject(value) ? value['@type'] : undefined;
    if (!isJsonObject(value) || typeof url !== 'string') {
      this.refuse('needs its type, in @type', path);
      return;
    }
    const name = url.slice(url.lastIndexOf('/') + 1);
    const message = envoyMessage(name);
    if (message !== undefined) {
      const fields = Object.entries(value).filter(([key]) => key !== '@type');
      this.message(message, Object.fromEntries(fields), path);
    } else if (!name.startsWith('google.')) {
      const hint = name.includes('.v2.') ? ': there is one of version 3' : '';
      this.refuse(`Istio knows no type ${name}${hint}`, [...path, '@type']);
    } else if (IN_VALUE.has(name.slice('google.protobuf.'.length))) {
      if (Object.hasOwn(value, 'value')) {
        this.wellKnown(name.slice('google.protobuf.'.length), value.value, [...path, 'value']);
      } else {
        this.refuse(`${name} needs a value`, path);
      }
    }
  }

  /** Numbers may be given as texts. */
  private scalar(letter: string, value: unknown, path: FieldPath): void {
    if (value !== null && !isScalar(letter, value)) {
      this.refuse(`${shown(value)} is no ${NAMES[letter] ?? 'value of the field'}`, path);
    }
  }

  private refuse(message: string, path: FieldPath): void {
    this.error ??= { message, path };
  }
}

const NAMES: { readonly [letter: string]: string } = {
  b: 'boolean',
  s: 'text',
  y: 'text in base64',
  d: 'number',
  i: 'whole number of 32 bits',
  I: 'whole number of 64 bits',
  u: 'whole number of 32 bits that is not negative',
  U: 'whole number of 64 bits that is not negative',
};

/** Null is a value there. */
function isValue({ shape, type }: EnvoyField): boolean {
  return shape === 'single' && type.kind === 'wellKnown' && type.name === 'Value';
}

function isScalar(letter: string, value: unknown): boolean {
  switch (letter) {
    case 'b':
      return typeof value === 'boolean';
    case 's':
      return typeof value === 'string';
    case 'y':
      return typeof value === 'string' ? BASE64.test(value.replace(/[\r\n]/g, '')) : isListOfBytes(value);
    case 'd':
      return (
        typeof value === 'number' || (typeof value === 'string' && (NOT_FINITE.includes(value) || isNumber(value)))
      );
    default:
      return isWhole(value, RANGES[letter]);
  }
}

/** Go takes them for bytes too. */
function isListOfBytes(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => each === null || isWhole(each, [0, 256]));
}

function isNumber(text: string): boolean {
  return /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(text);
}

function isWhole(value: unknown, [lowest, end]: readonly [number, number]): boolean {
  const number = typeof value === 'string' && /^-?(0|[1-9][0-9]*)$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= lowest && number < end;
}

function shown(value: unknown): string {
  return typeof value === 'object' ? 'this' : JSON.stringify(value);
}
