import { isJsonObject, JsonObject } from '../mesh/wire/json';

/** The object without the fields that are null, which no construct renders; null in lists stays. */
export function withoutNulls(value: JsonObject): JsonObject;
export function withoutNulls(value: unknown): unknown;
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withoutNulls(item));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const entries = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutNulls(each)]));
}
