import { byText } from './text-order';

type JsonObject = { readonly [name: string]: unknown };

/** Whether two values of JSON are the same, whatever the order of their fields; a field that is undefined is none. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => isSameJson(item, other[index]))
    );
  }
  return isObject(one) && isObject(other) && hasSameFields(one, other);
}

/** The value as text, with the fields of objects in the order of their names: one text for all that {@link isSameJson} calls the same. */
export function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) => (isObject(each) && !Array.isArray(each) ? sorted(each) : each)) ?? ''
  );
}

function hasSameFields(one: JsonObject, other: JsonObject): boolean {
  return (
    Object.keys(one).every((name) => isSameJson(one[name], Object.hasOwn(other, name) ? other[name] : undefined)) &&
    Object.keys(other).every((name) => other[name] === undefined || Object.hasOwn(one, name))
  );
}

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => byText(a, b)));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
