/** What {@link plainJson} returns for a value that holds something other than JSON. */
export const NOT_PLAIN = Symbol('not plain');

/**
 * A copy of plain objects, lists, texts, numbers and booleans as cdk8s renders them: without what is null or undefined in objects, with
 * the keys sorted if asked for. Anything else that cdk8s would have to resolve (lazy values, tokens, class instances) makes the whole
 * value `NOT_PLAIN`.
 */
export function plainJson(value: unknown, sortKeys: boolean): unknown {
  if (typeof value !== 'object') {
    return typeof value === 'function' ? NOT_PLAIN : value;
  }
  if (value === null) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return plainList(value, sortKeys);
  }
  return value.constructor === Object ? plainObject(value as { [key: string]: unknown }, sortKeys) : NOT_PLAIN;
}

function plainList(list: readonly unknown[], sortKeys: boolean): unknown {
  const copy: unknown[] = [];
  for (const item of list) {
    const plain = plainJson(item, sortKeys);
    if (plain === NOT_PLAIN) {
      return NOT_PLAIN;
    }
    copy.push(plain);
  }
  return copy;
}

function plainObject(object: { readonly [key: string]: unknown }, sortKeys: boolean): unknown {
  if (typeof object.resolve === 'function') {
    return NOT_PLAIN;
  }
  const copy: { [key: string]: unknown } = {};
  const keys = Object.keys(object);
  if (sortKeys && !areSorted(keys)) {
    keys.sort();
  }
  for (const key of keys) {
    const plain = plainJson(object[key], sortKeys);
    if (plain === NOT_PLAIN) {
      return NOT_PLAIN;
    }
    if (plain !== undefined) {
      copy[key] = plain;
    }
  }
  return copy;
}

/** Most are written in order, and sorting costs more than looking. */
function areSorted(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i++) {
    if (keys[i - 1] > keys[i]) {
      return false;
    }
  }
  return true;
}
