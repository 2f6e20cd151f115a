import { JsonSchema } from './schema';

/** What a value's schema demands of it, as short sentences. */
export function constraintsOf(schema: JsonSchema): string[] {
  const { pattern } = schema;
  const keys = schema['x-kubernetes-list-map-keys'];
  return [
    range(schema.minimum, schema.maximum),
    range(schema.minLength, schema.maxLength, 'character'),
    range(schema.minItems, schema.maxItems, 'item'),
    range(schema.minProperties, schema.maxProperties, 'entry', 'entries'),
    pattern === undefined ? undefined : `Pattern: \`${pattern}\`.`,
    schema['x-istio-format'] === 'duration' ? 'A duration such as `1.5s`.' : undefined,
    Array.isArray(keys) ? `Items differ in ${keys.map((key) => `\`${key}\``).join(', ')}.` : undefined,
    ...inner('Each item: ', schema.items),
    ...inner('Each value: ', typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined),
  ].filter((sentence) => sentence !== undefined);
}

/** The groups of an object's properties of which at most one may be set. */
export function oneofsOf(schema: JsonSchema): string[][] {
  return [schema, ...(schema.allOf ?? [])]
    .map((each) => (each.oneOf ?? []).flatMap((branch) => branch.required ?? []))
    .filter((names) => names.length > 1);
}

function range(
  minimum: number | undefined,
  maximum: number | undefined,
  unit = '',
  units = `${unit}s`,
): string | undefined {
  const counted = (count: number): string => (unit === '' ? `${count}` : `${count} ${count === 1 ? unit : units}`);
  if (minimum !== undefined && maximum !== undefined) {
    return minimum === maximum ? `Exactly ${counted(minimum)}.` : `From ${minimum} to ${counted(maximum)}.`;
  }
  if (minimum !== undefined) {
    return `At least ${counted(minimum)}.`;
  }
  return maximum === undefined ? undefined : `At most ${counted(maximum)}.`;
}

/** The demands on what a list or map holds; objects are types of their own and say theirs themselves. */
function inner(prefix: string, schema: JsonSchema | undefined): string[] {
  if (schema === undefined || schema.properties !== undefined) {
    return [];
  }
  return constraintsOf(schema).map((sentence) => prefix + sentence.charAt(0).toLowerCase() + sentence.slice(1));
}
