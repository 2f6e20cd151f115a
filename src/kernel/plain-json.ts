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
    const list = value.map((item) => plainJson(item, sortKeys));
    return list.includes(NOT_PLAIN) ? NOT_PLAIN : list;
  }
  return value.constructor === Object ? plainObject(value as { [key: string]: unknown }, sortKeys) : NOT_PLAIN;
}

function plainObject(object: { readonly [key: string]: unknown }, sortKeys: boolean): unknown {
  if (typeof object.resolve === 'function') {
    return NOT_PLAIN;
  }
  const copy: { [key: string]: unknown } = {};
  const keys = Object.keys(object);
  for (const key of sortKeys ? keys.sort() : keys) {
    const value = object[key];
    const plain = typeof value === 'string' ? value : plainJson(value, sortKeys);
    if (plain === NOT_PLAIN) {
      return NOT_PLAIN;
    }
    if (plain !== undefined) {
      copy[key] = plain;
    }
  }
  return copy;
}
