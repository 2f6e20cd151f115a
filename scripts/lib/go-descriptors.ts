import * as fs from 'node:fs';
import * as path from 'node:path';

/** A field of a protobuf message, as its descriptor has it. */
export interface FieldDescriptor {
  readonly name: string;
  /** The number of the type: 11 is a message, 14 an enum. */
  readonly type: number;
  /** Full name of the message or enum. */
  readonly typeName: string;
  readonly isRepeated: boolean;
}

/** A protobuf message, as its descriptor has it. */
export interface MessageDescriptor {
  readonly fullName: string;
  /** Whether it stands for the entries of a map. */
  readonly isMapEntry: boolean;
  readonly fields: readonly FieldDescriptor[];
}

/** What the Go packages of some folders declare. */
export interface Descriptors {
  readonly messages: Map<string, MessageDescriptor>;
  /** The names of values by the full name of the enum. */
  readonly enums: Map<string, readonly string[]>;
}

/** Reads the descriptors that protoc-gen-go leaves in the packages below a folder. */
export function readGoDescriptors(folder: string, into: Descriptors): void {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.pb.go')).sort()) {
    const bytes = descriptorIn(fs.readFileSync(path.join(folder, file), 'utf8'));
    if (bytes !== undefined) {
      addFile(bytes, into);
    }
  }
}

/** The bytes of a descriptor in the source of a package: a text in quotes, or numbers. */
function descriptorIn(source: string): Buffer | undefined {
  const text = /_rawDesc = "" \+\n((?:\t"(?:[^"\\]|\\.)*"(?: \+)?\n)+)/.exec(source)?.[1];
  if (text !== undefined) {
    return Buffer.concat([...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, line]) => unquoted(line)));
  }
  const numbers = /_rawDesc = (?:string\()?\[\]byte\{([^}]*)\}/.exec(source)?.[1];
  return numbers === undefined ? undefined : Buffer.from((numbers.match(/0x[0-9a-f]{2}/g) ?? []).map(Number));
}

const ESCAPES: { readonly [letter: string]: number } = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, '"': 34 };

function unquoted(line: string): Buffer {
  const parts = line.match(/\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}|\\.|[^\\]+/g) ?? [];
  return Buffer.concat(
    parts.map((part) => {
      if (!part.startsWith('\\')) {
        return Buffer.from(part, 'utf8');
      }
      const code = parseInt(part.slice(2), 16);
      return part[1] === 'x' ? Buffer.from([code]) : /[uU]/.test(part[1]) ? Buffer.from(String.fromCodePoint(code)) : Buffer.from([ESCAPES[part[1]]]);
    }),
  );
}

/** The fields of a message on the wire, by number: texts and messages as bytes, numbers as such. */
type Wire = ReadonlyMap<number, readonly (Buffer | number)[]>;

function decode(bytes: Buffer): Wire {
  const fields = new Map<number, (Buffer | number)[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * factor;
      if (byte < 128) {
        return value;
      }
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const length = { 0: 0, 1: 8, 2: -1, 5: 4 }[tag & 7];
    if (length === undefined) {
      throw new Error(`a descriptor holds the wire type ${tag & 7}`);
    }
    const size = length < 0 ? varint() : length;
    const value = (tag & 7) === 0 ? varint() : bytes.subarray(at, at + size);
    at += size;
    const number = Math.floor(tag / 8);
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return fields;
}

function addFile(bytes: Buffer, into: Descriptors): void {
  const file = decode(bytes);
  const scope = textOf(file, 2);
  each(file, 4, (message) => addMessage(message, scope, into));
  each(file, 5, (values) => addEnum(values, scope, into));
}

function addMessage(message: Wire, scope: string, into: Descriptors): void {
  const fullName = `${scope}.${textOf(message, 1)}`;
  const fields: FieldDescriptor[] = [];
  each(message, 2, (field) =>
    fields.push({
      name: textOf(field, 1),
      type: numberOf(field, 5),
      typeName: textOf(field, 6).slice(1),
      isRepeated: numberOf(field, 4) === 3,
    }),
  );
  let isMapEntry = false;
  each(message, 7, (options) => (isMapEntry = numberOf(options, 7) === 1));
  into.messages.set(fullName, { fullName, isMapEntry, fields });
  each(message, 3, (nested) => addMessage(nested, fullName, into));
  each(message, 4, (values) => addEnum(values, fullName, into));
}

function addEnum(declaration: Wire, scope: string, into: Descriptors): void {
  const values: string[] = [];
  each(declaration, 2, (value) => values.push(textOf(value, 1)));
  into.enums.set(`${scope}.${textOf(declaration, 1)}`, values);
}

function each(wire: Wire, number: number, visit: (below: Wire) => void): void {
  for (const value of wire.get(number) ?? []) {
    if (typeof value !== 'number') {
      visit(decode(value));
    }
  }
}

function textOf(wire: Wire, number: number): string {
  const value = wire.get(number)?.[0];
  return value === undefined || typeof value === 'number' ? '' : value.toString('utf8');
}

function numberOf(wire: Wire, number: number): number {
  const value = wire.get(number)?.[0];
  return typeof value === 'number' ? value : 0;
}
