import { isJsonObject } from '../mesh/wire/json';

/** A place where two objects differ; `undefined` stands for nothing at all. */
export interface Difference {
  readonly path: ReadonlyArray<string | number>;
  readonly wanted: unknown;
  readonly found: unknown;
}

/** Where the objects differ. The order of fields does not matter, that of lists does. */
export function differencesOf(
  wanted: unknown,
  found: unknown,
  path: ReadonlyArray<string | number> = [],
): Difference[] {
  if (isJsonObject(wanted) && isJsonObject(found)) {
    const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
    return [...keys].flatMap((key) => differencesOf(own(wanted, key), own(found, key), [...path, key]));
  }
  if (Array.isArray(wanted) && Array.isArray(found) && wanted.length === found.length) {
    return wanted.flatMap((item, index) => differencesOf(item, found[index], [...path, index]));
  }
  return Object.is(wanted, found) || (wanted === 0 && found === 0) ? [] : [{ path, wanted, found }];
}

/** Whether the objects are the same, but for the order of fields. */
export function isSame(wanted: unknown, found: unknown): boolean {
  return differencesOf(wanted, found).length === 0;
}

function own(value: { readonly [key: string]: unknown }, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
