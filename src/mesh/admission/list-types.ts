import { FieldPath } from '../origin';
import { isJsonObject } from '../wire/json';
import { fieldSchema, StructuralSchema } from './structural-schema';
import { dotted, shown, Violation, ViolationType } from './violation';

/** Items that are in a list twice which is a set, or a map by some keys. */
export function duplicateItems(schema: StructuralSchema, value: unknown, path: FieldPath): Violation[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    const below =
      items === undefined ? [] : value.flatMap((each, index) => duplicateItems(items, each, [...path, index]));
    return [...duplicatesOf(schema, value, path), ...below];
  }
  if (!isJsonObject(value)) {
    return [];
  }
  return Object.keys(value).flatMap((name) => {
    const known = fieldSchema(schema, name);
    return known === undefined ? [] : duplicateItems(known, value[name], [...path, name]);
  });
}

function duplicatesOf(schema: StructuralSchema, list: readonly unknown[], path: FieldPath): Violation[] {
  const identity = identityOf(schema);
  if (identity === undefined) {
    return [];
  }
  const other = schema['x-kubernetes-list-type'] === 'map' ? list.findIndex((item) => !isJsonObject(item)) : -1;
  if (other >= 0) {
    const message = `Invalid value: ${shown(list[other])}: must be an object for an array of list-type map`;
    return list[other] === null ? [] : [violation('Invalid', [...path, other], message)];
  }
  const seen = new Set<string>();
  const reported = new Set<string>();
  return list.flatMap((item, index) => {
    const key = shown(identity(item));
    const isSecond = seen.has(key) && !reported.has(key);
    (isSecond ? reported : seen).add(key);
    return isSecond ? [violation('Duplicate', [...path, index], `Duplicate value: ${key}`)] : [];
  });
}

function violation(type: ViolationType, path: FieldPath, message: string): Violation {
  return { type, path, field: dotted(path), message };
}

/** What makes an item one of its own; undefined where items may be alike. */
function identityOf(schema: StructuralSchema): ((item: unknown) => unknown) | undefined {
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return (item) => item;
    case 'map': {
      const keys = [...(schema['x-kubernetes-list-map-keys'] ?? [])].sort();
      const properties = schema.items?.properties ?? {};
      return (item) =>
        isJsonObject(item)
          ? Object.fromEntries(
              keys
                .map((key) => [key, item[key] ?? properties[key]?.default] as const)
                .filter(([, value]) => value !== undefined),
            )
          : item;
    }
    default:
      return undefined;
  }
}
