import { isJsonObject } from '../wire/json';
import { fieldSchema, StructuralSchema } from './structural-schema';

/**
 * A copy in which fields that are left out have the schema's defaults. A `null` counts as left out, unless its schema is nullable; in
 * a list it stays.
 */
export function withDefaults(schema: StructuralSchema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((each) => withDefaults(items, each));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const copy: { [name: string]: unknown } = {};
  for (const name of Object.keys(value)) {
    const known = fieldSchema(schema, name);
    const isLeftOut = value[name] === null && known !== undefined && known.nullable !== true;
    const kept = isLeftOut ? known.default : value[name];
    if (!isLeftOut || kept !== undefined) {
      copy[name] = known === undefined ? kept : withDefaults(known, kept);
    }
  }
  for (const [name, known] of Object.entries(schema.properties ?? {})) {
    if (known.default !== undefined && !Object.hasOwn(copy, name)) {
      copy[name] = withDefaults(known, known.default);
    }
  }
  return copy;
}
