/** One value in DER. */
export interface DerValue {
  /** What kind of value it is. */
  readonly tag: number;
  /** What it holds, without tag and length. */
  readonly content: Uint8Array;
  /** All of it. */
  readonly whole: Uint8Array;
}

/** The tags that certificates and revocation lists are read by. */
export const DER = {
  BOOLEAN: 0x01,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  OID: 0x06,
  UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18,
  SEQUENCE: 0x30,
} as const;

/** The tag of a value that stands under a number of its own: `[0]`. */
export function contextTag(number: number): number {
  return 0xa0 + number;
}

/** The values that follow each other in these bytes; undefined where they are something else. */
export function derValues(bytes: Uint8Array): DerValue[] | undefined {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length; at += values[values.length - 1].whole.length) {
    const value = derValueAt(bytes, at);
    if (value === undefined) {
      return undefined;
    }
    values.push(value);
  }
  return values;
}

/** The values in a value; none where it holds something else. */
export function derChildren(value: DerValue | undefined): readonly DerValue[] {
  return (value && derValues(value.content)) ?? [];
}

/** The bytes of a bit string, which begins with the number of bits that it leaves over. */
export function derBits({ content }: DerValue): Uint8Array {
  return content.subarray(1);
}

function derValueAt(bytes: Uint8Array, at: number): DerValue | undefined {
  const length = bytes[at + 1];
  if (length === undefined) {
    return undefined;
  }
  const size = length < 0x80 ? 0 : length & 0x7f;
  const start = at + 2 + size;
  if ((length >= 0x80 && (size < 1 || size > 4)) || start > bytes.length) {
    return undefined;
  }
  const end = start + (size === 0 ? length : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0));
  return end > bytes.length
    ? undefined
    : { tag: bytes[at], content: bytes.subarray(start, end), whole: bytes.subarray(at, end) };
}

/** A time; undefined where the value is none. */
export function derTime({ tag, content }: DerValue): Date | undefined {
  const digits = /^(\d{4}|\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(new TextDecoder().decode(content));
  if (digits === null || (tag !== DER.UTC_TIME && tag !== DER.GENERALIZED_TIME)) {
    return undefined;
  }
  const [year, month, ...rest] = digits.slice(1).map(Number);
  // Two digits stand for 1950 to 2049.
  const full = tag === DER.UTC_TIME ? year + (year < 50 ? 2000 : 1900) : year;
  const [day, hour, minute, second] = rest;
  return new Date(Date.UTC(full, month - 1, day, hour, minute, second));
}

/** An object identifier, as `2.5.29.15`. */
export function derOid({ content }: DerValue): string {
  const parts: number[] = [];
  let part = 0;
  for (const byte of content) {
    part = part * 0x80 + (byte & 0x7f);
    if (byte < 0x80) {
      parts.push(part);
      part = 0;
    }
  }
  const [both = 0, ...rest] = parts;
  const first = Math.min(2, Math.floor(both / 40));
  return [first, both - 40 * first, ...rest].join('.');
}
