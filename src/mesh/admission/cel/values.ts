import { isJsonObject } from '../../wire/json';
import { fieldSchema, StructuralSchema, valuesSchema } from '../structural-schema';

/** Words that CEL keeps for itself, so that fields called like them are escaped. */
const RESERVED: ReadonlySet<string> = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** A value as rules see it: whole numbers as integers where the schema says so, names of fields escaped. */
export function toCel(schema: StructuralSchema, value: unknown): unknown {
  if (typeof value === 'number') {
    const isInteger =
      schema.type === 'integer' || (schema['x-kubernetes-int-or-string'] === true && Number.isInteger(value));
    return isInteger ? BigInt(value) : value;
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return value.map((each) => toCel(items ?? {}, each));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  if (valuesSchema(schema) !== undefined) {
    return new Map(Object.entries(value).map(([key, each]) => [key, toCel(valuesSchema(schema) ?? {}, each)]));
  }
  const object: { [name: string]: unknown } = {};
  for (const [name, each] of Object.entries(value)) {
    const known = fieldSchema(schema, name);
    const escaped = known && escape(name);
    if (known !== undefined && escaped !== undefined) {
      object[escaped] = toCel(known, each);
    }
  }
  return object;
}

/** The names of the fields that schemas have. */
const ESCAPED = new Map<string, string | undefined>();

/** The name of a field in rules; undefined where rules can't name it. */
function escape(name: string): string | undefined {
  if (!ESCAPED.has(name)) {
    ESCAPED.set(name, escaped(name));
  }
  return ESCAPED.get(name);
}

function escaped(name: string): string | undefined {
  if (RESERVED.has(name)) {
    return `__${name}__`;
  }
  const text = name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? text : undefined;
}
