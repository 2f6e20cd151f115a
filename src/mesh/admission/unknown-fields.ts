import { FieldPath } from '../origin';
import { isJsonObject } from '../wire/json';
import { fieldSchema, StructuralSchema } from './structural-schema';

/** The paths of fields that the schema does not know, in no order that matters. */
export function unknownFields(schema: StructuralSchema, value: unknown, path: FieldPath = []): FieldPath[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? [] : value.flatMap((each, index) => unknownFields(items, each, [...path, index]));
  }
  if (!isJsonObject(value)) {
    return [];
  }
  return Object.keys(value).flatMap((name) => {
    const known = fieldSchema(schema, name);
    if (known !== undefined) {
      return unknownFields(known, value[name], [...path, name]);
    }
    return takesAnything(schema) ? [] : [[...path, name]];
  });
}

/** A copy without the fields that the schema does not know. */
export function withoutUnknown(schema: StructuralSchema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((each) => withoutUnknown(items, each));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const copy: { [name: string]: unknown } = {};
  for (const name of Object.keys(value)) {
    const known = fieldSchema(schema, name);
    if (known !== undefined) {
      copy[name] = withoutUnknown(known, value[name]);
    } else if (takesAnything(schema)) {
      copy[name] = value[name];
    }
  }
  return copy;
}

/** Whether fields that are not listed stay. */
function takesAnything(schema: StructuralSchema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;
}
