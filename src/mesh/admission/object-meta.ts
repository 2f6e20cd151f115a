import { FieldPath } from '../origin';
import { isJsonObject, JsonObject } from '../wire/json';
import { shown, Violation } from './violation';

/** The fields of every object's metadata, and the types that Go decodes them to. */
const FIELDS: { readonly [name: string]: 'string' | 'map[string]string' | undefined } = {
  annotations: 'map[string]string',
  creationTimestamp: undefined,
  deletionGracePeriodSeconds: undefined,
  deletionTimestamp: undefined,
  finalizers: undefined,
  generateName: 'string',
  generation: undefined,
  labels: 'map[string]string',
  managedFields: undefined,
  name: 'string',
  namespace: 'string',
  ownerReferences: undefined,
  resourceVersion: 'string',
  selfLink: 'string',
  uid: 'string',
};

const LONGEST_SUBDOMAIN = 253;
const LONGEST_LABEL = 63;
const ANNOTATION_BYTES = 256 * 1024;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const KEY_RULE =
  "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
const NAME_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/**
 * Whether nothing at all is wrong with the metadata, without saying what is: nearly all are so, and this is a tenth of the work. `false` may
 * also mean that it was not worth finding out.
 */
export function isSoundMetadata(metadata: unknown): boolean {
  if (!isJsonObject(metadata) || metadata.name === undefined) {
    return false;
  }
  for (const field in metadata) {
    if (!isSoundField(field, metadata[field])) {
      return false;
    }
  }
  return true;
}

function isSoundField(field: string, value: unknown): boolean {
  switch (field) {
    case 'name':
      return typeof value === 'string' && value.length <= LONGEST_SUBDOMAIN && SUBDOMAIN.test(value);
    case 'namespace':
      return typeof value === 'string';
    case 'generateName':
      return false;
    case 'labels':
      return isJsonObject(value) && areSoundLabels(value);
    case 'annotations':
      return isJsonObject(value) && areSoundAnnotations(value);
    default:
      return Object.hasOwn(FIELDS, field) && (FIELDS[field] === undefined || typeof value === 'string');
  }
}

function areSoundLabels(labels: JsonObject): boolean {
  for (const key in labels) {
    const value = labels[key];
    if (typeof value !== 'string' || value.length > LONGEST_LABEL || !VALUE.test(value) || !isPlainKey(key)) {
      return false;
    }
  }
  return true;
}

function areSoundAnnotations(annotations: JsonObject): boolean {
  let most = 0;
  for (const key in annotations) {
    const value = annotations[key];
    if (typeof value !== 'string' || !isPlainKey(key.toLowerCase())) {
      return false;
    }
    most += (key.length + value.length) * BYTES_OF_UNIT;
  }
  return most <= ANNOTATION_BYTES;
}

/** UTF-8 has no more for a unit of UTF-16. */
const BYTES_OF_UNIT = 3;

/** A prefix, where there is one, and a name. */
const KEY = new RegExp(`^(${SUBDOMAIN.source.slice(1, -1)}/)?${NAME.source.slice(1)}`);

/** Whether a key is short enough as a whole and well formed. */
function isPlainKey(key: string): boolean {
  return key.length <= LONGEST_LABEL && KEY.test(key);
}

/** What keeps the metadata from being decoded at all, in Go's words; undefined where nothing does. */
export function decodingFault(metadata: unknown): { readonly path: FieldPath; readonly message: string } | undefined {
  if (metadata !== undefined && metadata !== null && !isJsonObject(metadata)) {
    return {
      path: ['metadata'],
      message: `json: cannot unmarshal ${jsonType(metadata)} into Go value of type v1.ObjectMeta`,
    };
  }
  for (const [name, value] of Object.entries(metadata ?? {})) {
    const type = FIELDS[name];
    const wrong = type === undefined ? undefined : wrongValue(type, value);
    if (wrong !== undefined) {
      const message = `json: cannot unmarshal ${jsonType(wrong.value)} into Go struct field ObjectMeta.${name} of type ${wrong.type}`;
      return { path: ['metadata', name], message };
    }
  }
  return undefined;
}

function wrongValue(
  type: 'string' | 'map[string]string',
  value: unknown,
): { readonly value: unknown; readonly type: string } | undefined {
  if (value === null || (type === 'string' && typeof value === 'string')) {
    return undefined;
  }
  if (type === 'string' || !isJsonObject(value)) {
    return { value, type };
  }
  const wrong = Object.values(value).find((each) => each !== null && typeof each !== 'string');
  return wrong === undefined ? undefined : { value: wrong, type: 'string' };
}

function jsonType(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
}

/** The fields of the metadata that Kubernetes does not know. */
export function unknownMetadata(metadata: unknown): FieldPath[] {
  return isJsonObject(metadata)
    ? Object.keys(metadata)
        .filter((name) => !Object.hasOwn(FIELDS, name))
        .map((name) => ['metadata', name])
    : [];
}

/** What the API server refuses in the metadata of any object. */
export function metadataViolations(metadata: JsonObject): Violation[] {
  return [
    ...nameViolations(metadata),
    ...Object.entries(textsOf(metadata.labels)).flatMap(([key, value]) => [
      ...keyFaults(key).map((fault) => invalid(['metadata', 'labels'], key, fault)),
      ...valueFaults(value).map((fault) => invalid(['metadata', 'labels'], value, fault)),
    ]),
    ...annotationViolations(textsOf(metadata.annotations)),
  ];
}

function nameViolations({ name, generateName }: JsonObject): Violation[] {
  const given = typeof name === 'string' && name !== '' ? name : undefined;
  const prefix = typeof generateName === 'string' && generateName !== '' ? generateName : undefined;
  if (given === undefined && prefix === undefined) {
    const message = 'Required value: name or generateName is required';
    return [{ type: 'Required', path: ['metadata', 'name'], field: 'metadata.name', message }];
  }
  return [
    ...(prefix === undefined
      ? []
      : subdomainFaults(prefix.replace(/-$/, 'a'), 'characters').map((fault) =>
          invalid(['metadata', 'generateName'], prefix, fault),
        )),
    ...(given === undefined
      ? []
      : subdomainFaults(given, 'characters').map((fault) => invalid(['metadata', 'name'], given, fault))),
  ];
}

function annotationViolations(annotations: { readonly [key: string]: string }): Violation[] {
  const found = Object.keys(annotations).flatMap((key) =>
    keyFaults(key.toLowerCase()).map((fault) => invalid(['metadata', 'annotations'], key, fault)),
  );
  const bytes = Object.entries(annotations).reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  if (bytes > ANNOTATION_BYTES) {
    const message = `Too long: may not be more than ${ANNOTATION_BYTES} bytes`;
    found.push({ type: 'TooLong', path: ['metadata', 'annotations'], field: 'metadata.annotations', message });
  }
  return found;
}

function textsOf(value: unknown): { readonly [key: string]: string } {
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, text]) => [key, typeof text === 'string' ? text : '']))
    : {};
}

/** The API server counts bytes in both, but calls them characters in a name. */
function subdomainFaults(name: string, unit: 'bytes' | 'characters'): string[] {
  return [
    ...(byteLength(name) > LONGEST_SUBDOMAIN ? [`must be no more than ${LONGEST_SUBDOMAIN} ${unit}`] : []),
    ...(SUBDOMAIN.test(name) ? [] : [SUBDOMAIN_RULE]),
  ];
}

function keyFaults(key: string): string[] {
  const parts = key.split('/');
  if (parts.length > 2) {
    return [KEY_RULE];
  }
  const name = parts[parts.length - 1];
  const prefix = parts.length === 2 ? parts[0] : undefined;
  return [
    ...(prefix === '' ? ['prefix part must be non-empty'] : []),
    ...(prefix === undefined || prefix === ''
      ? []
      : subdomainFaults(prefix, 'bytes').map((fault) => `prefix part ${fault}`)),
    ...(name === '' ? ['name part must be non-empty'] : []),
    ...(byteLength(name) > LONGEST_LABEL ? [`name part must be no more than ${LONGEST_LABEL} bytes`] : []),
    ...(NAME.test(name) ? [] : [NAME_RULE]),
  ];
}

function valueFaults(value: string): string[] {
  return [
    ...(byteLength(value) > LONGEST_LABEL ? [`must be no more than ${LONGEST_LABEL} bytes`] : []),
    ...(VALUE.test(value) ? [] : [VALUE_RULE]),
  ];
}

const ASCII = /^[\0-\x7f]*$/;

function byteLength(text: string): number {
  return ASCII.test(text) ? text.length : new TextEncoder().encode(text).length;
}

function invalid(path: FieldPath, value: string, fault: string): Violation {
  return { type: 'Invalid', path, field: path.join('.'), message: `Invalid value: ${shown(value)}: ${fault}` };
}
