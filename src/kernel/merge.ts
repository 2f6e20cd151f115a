/** A JSON object. */
export type JsonMap = { [key: string]: unknown };

function isPlainObject(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/**
 * `base` with `overrides` laid over it: objects merge key by key, anything else (arrays too) is replaced, and an override of
 * `undefined` takes the field away. Neither argument is changed.
 */
export function withOverrides<T extends object>(base: T, overrides: JsonMap | undefined): T {
  return overrides === undefined ? base : (merge(base as JsonMap, overrides) as T);
}

function merge(base: JsonMap, overrides: JsonMap): JsonMap {
  const merged: JsonMap = { ...base };
  for (const [key, value] of Object.entries(overrides)) {
    const current = merged[key];
    merged[key] = isPlainObject(current) && isPlainObject(value) ? merge(current, value) : deepCopy(value);
  }
  return merged;
}

/** A copy of plain objects and arrays all the way down; other values (tokens, class instances) are kept as they are. */
export function deepCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(deepCopy) as T;
  }
  if (!isPlainObject(value)) {
    return value;
  }
  const copy: JsonMap = {};
  for (const key of Object.keys(value)) {
    copy[key] = deepCopy(value[key]);
  }
  return copy as T;
}
