import { IConstruct } from 'constructs';
import { misuse } from './errors';

/** What a value has to be, for programs that no compiler has checked: JavaScript, and TypeScript that is run as it is. */
export interface WantedType {
  /** What the value is given for. */
  readonly field: string;
  /** What it has to be, with its article. */
  readonly type: string;
  /** What to write; made of the value where that tells what was meant. */
  readonly fix: string | ((value: unknown) => string);
  /** The construct that it is given to. */
  readonly at?: IConstruct | string;
}

/** Throws unless the value is an object with this method, as all objects of the type have. */
export function checkHas<T>(value: T, method: string, wanted: WantedType): T {
  return checkType(value, typeof propertyOf(value, method) === 'function', wanted);
}

/** Throws unless the value is a list: a text has a length and entries as well. */
export function checkList<T extends readonly unknown[] | undefined>(value: T, field: string, at?: IConstruct): T {
  return checkType(value, value === undefined || Array.isArray(value), {
    at,
    field,
    type: 'a list',
    fix: 'write it in brackets, also where it has one entry',
  });
}

/** Throws unless the value is one of an enumeration, or left out. */
export function checkChoice<T extends string>(
  value: T | undefined,
  choices: { readonly [name: string]: T },
  wanted: Omit<WantedType, 'fix'>,
): void {
  const known = Object.values(choices);
  checkType(value, value === undefined || known.includes(value), {
    ...wanted,
    fix: `choose one of ${known.join(', ')}`,
  });
}

/** Throws unless the value is what is wanted. */
export function checkType<T>(value: T, isWanted: boolean, { field, type, fix, at }: WantedType): T {
  if (!isWanted) {
    throw misuse({
      at,
      rule: `${field} must be ${type}`,
      received: propertyOf(value, 'node') === undefined ? value : `the construct ${String(value)}`,
      fix: typeof fix === 'string' ? fix : fix(value),
    });
  }
  return value;
}

/** A property of whatever it may be. */
export function propertyOf(value: unknown, name: string): unknown {
  return (value as { readonly [name: string]: unknown } | null | undefined)?.[name];
}
