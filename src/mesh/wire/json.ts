/** A JSON object as it comes from a manifest: nothing is known of its values. */
export type JsonObject = { readonly [key: string]: unknown };

/** Texts by name: labels, annotations, selectors. */
export type TextMap = { readonly [key: string]: string };

/** No texts at all: no labels, or a selector of everything. */
export const NO_TEXTS: TextMap = Object.freeze({});

/** Whether the value is a JSON object: no list, no null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands below the value by these keys; undefined where the path leads nowhere. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return follow(value, path);
}

/** The list at the path; an empty one where there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = follow(value, path);
  return Array.isArray(found) ? found : [];
}

/** The text at the path; undefined where there is none. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = follow(value, path);
  return typeof found === 'string' ? found : undefined;
}

/** The number at the path; undefined where there is none. */
export function numberAt(value: unknown, ...path: readonly (string | number)[]): number | undefined {
  const found = follow(value, path);
  return typeof found === 'number' ? found : undefined;
}

/** The texts of the map at the path; what is no text in it is left out. */
export function textsAt(value: unknown, ...path: readonly (string | number)[]): TextMap {
  const found = follow(value, path);
  if (!isJsonObject(found)) {
    return NO_TEXTS;
  }
  return Object.values(found).every((text) => typeof text === 'string')
    ? (found as TextMap)
    : Object.fromEntries(
        Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      );
}

function follow(value: unknown, path: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) {
      return undefined;
    }
    current = (current as JsonObject)[key];
  }
  return current;
}

/** Freezes JSON all the way down. What is frozen already is not entered again. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    if (Array.isArray(value)) {
      value.forEach(deepFreeze);
    } else {
      for (const key in value) {
        deepFreeze(value[key]);
      }
    }
  }
  return value;
}
