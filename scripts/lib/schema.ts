/** The parts of an OpenAPI v3 schema that the scripts read; every other keyword is carried along untouched. */
export interface JsonSchema {
  [keyword: string]: unknown;
  type?: string;
  properties?: { [name: string]: JsonSchema };
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  required?: string[];
  enum?: string[];
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  not?: JsonSchema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  pattern?: string;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  /** Where the reference documents this property. */
  'x-istio-reference'?: string;
  /** Full name of the protobuf message that this object is. */
  'x-istio-message'?: string;
  /** Where the reference documents that message. */
  'x-istio-message-reference'?: string;
  /** Full name of the protobuf enum that this string is. */
  'x-istio-enum'?: string;
  /** Where the reference documents that enum. */
  'x-istio-enum-reference'?: string;
  /** The values of that enum which are deprecated. */
  'x-istio-deprecated-values'?: string[];
  /** The property is deprecated in its protobuf message. */
  'x-istio-deprecated'?: boolean;
  /** The property is a second spelling of this one: both set the same protobuf field. */
  'x-istio-alias-of'?: string;
  /** Full name of the type of Go that this is, for APIs that are not written in protobuf. */
  'x-api-type'?: string;
  /** Where the reference documents that type. */
  'x-api-type-reference'?: string;
  /** Where the reference documents this property. */
  'x-api-reference'?: string;
  /** What a plain string holds: `duration` is a protobuf duration such as `1.5s`. */
  'x-istio-format'?: string;
}

/** A version that a kind's CRD lists. */
export interface KindVersion {
  name: string;
  served: boolean;
  storage: boolean;
}

/** One file of schemas/: a kind with the one schema that all of its versions share. */
export interface KindSchema {
  group: string;
  kind: string;
  plural: string;
  scope: string;
  versions: KindVersion[];
  openAPIV3Schema: JsonSchema;
}

/** Full name of the message, enum or type that a schema is in its API; undefined where it has none. */
export function apiTypeOf(schema: JsonSchema): string | undefined {
  return schema['x-istio-message'] ?? schema['x-istio-enum'] ?? schema['x-api-type'];
}

/** Calls `visit` for a schema and each schema inside of it. Names of properties are never taken for keywords. */
export function visitSchemas(schema: JsonSchema, visit: (schema: JsonSchema) => void): void {
  visit(schema);
  const children = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.allOf ?? []),
    schema.items,
    schema.not,
    typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined,
  ];
  for (const child of children) {
    if (child !== undefined) {
      visitSchemas(child, visit);
    }
  }
}
