import { isJsonObject, JsonObject } from '../mesh/wire/json';

/** A JSON object without some of its fields. */
export function without(value: object, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** JSON with its fields in the order of their names; '' of what is not there. */
export function jsonOf(value: unknown): string {
  return value === undefined
    ? ''
    : JSON.stringify(value, (_, each: unknown) => (isJsonObject(each) ? sorted(each) : each));
}

function sorted(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
