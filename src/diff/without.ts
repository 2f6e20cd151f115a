import { JsonObject } from '../mesh/wire/json';

/** A JSON object without some of its fields. */
export function without(value: object, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
