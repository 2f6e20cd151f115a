/** A field of a message of Envoy. */
export interface EnvoyField {
  /** The name that protobuf has for it, as `typed_config`. */
  readonly name: string;
  /** The same for JSON, as `typedConfig`. */
  readonly jsonName: string;
  /** Keys of a map are texts, or whole numbers. */
  readonly shape: 'single' | 'list' | 'map' | 'map by number';
  readonly type: EnvoyType;
}

/** The type of a value: a letter for a scalar (`b` boolean, `i` and `I` signed, `u` and `U` unsigned, ...), or what it is. */
export type EnvoyType =
  | { readonly kind: 'scalar'; readonly letter: string }
  | { readonly kind: 'enum'; readonly values: ReadonlySet<string> }
  /** A message of `google.protobuf`, which JSON has a form of its own for. */
  | { readonly kind: 'wellKnown'; readonly name: string }
  | { readonly kind: 'message'; readonly message: () => EnvoyMessage };

/** A message of Envoy. */
export interface EnvoyMessage {
  readonly name: string;
  readonly fields: readonly EnvoyField[];
}

/** What was generated, split into lines. It is large and seldom needed, so that it is loaded with the first question. */
interface Table {
  readonly lines: readonly string[];
  readonly enums: readonly string[];
  readonly byName: ReadonlyMap<string, number>;
}

const SHAPES: { readonly [sign: string]: EnvoyField['shape'] } = { '*': 'list', '{': 'map', '#': 'map by number' };

let loaded: Table | undefined;
const MESSAGES = new Map<number, EnvoyMessage>();

/** The message of a name; undefined where Istio knows none. */
export function envoyMessage(name: string): EnvoyMessage | undefined {
  const number = table().byName.get(name);
  return number === undefined ? undefined : messageAt(number);
}

function table(): Table {
  if (loaded === undefined) {
    const generated = require('./messages') as typeof import('./messages');
    const lines = generated.MESSAGES.split('\n');
    const byName = new Map(lines.map((line, number) => [line.split(' ', 1)[0], number]));
    loaded = { lines, enums: generated.ENUMS.split('\n'), byName };
  }
  return loaded;
}

function messageAt(number: number): EnvoyMessage {
  let message = MESSAGES.get(number);
  if (message === undefined) {
    const [name, ...fields] = table().lines[number].split(' ');
    message = { name, fields: fields.map(readField) };
    MESSAGES.set(number, message);
  }
  return message;
}

function readField(text: string): EnvoyField {
  const [, name, sign, letter, rest] = /^(.*):([*{#]?)(.)(.*)$/.exec(text) ?? ['', '', '', '', ''];
  return {
    name,
    jsonName: name.replace(/_+([a-zA-Z0-9])/g, (_, each: string) => each.toUpperCase()),
    shape: Object.hasOwn(SHAPES, sign) ? SHAPES[sign] : 'single',
    type: readType(letter, rest),
  };
}

function readType(letter: string, rest: string): EnvoyType {
  switch (letter) {
    case 'm':
      return { kind: 'message', message: () => messageAt(Number(rest)) };
    case 'e':
      return { kind: 'enum', values: new Set(table().enums[Number(rest)].split(' ')) };
    case 'w':
      return { kind: 'wellKnown', name: rest };
    default:
      return { kind: 'scalar', letter };
  }
}
