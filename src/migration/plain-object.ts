import { isJsonObject, JsonObject } from '../mesh/wire/json';
import {
  binary,
  call,
  cdk8s,
  Expression,
  instance,
  json,
  Lambda,
  lambda,
  member,
  object,
  variable,
} from './code/expression';
import { Manifest } from './manifest';
import { withoutNulls } from './without-nulls';

/** An object as it is, with all of its fields. */
export function plainObject(manifest: Manifest, scope: Expression, id: string): Expression {
  const { apiVersion, kind, metadata, ...rest } = withoutNulls(manifest.value);
  const props = object([
    ['apiVersion', json(apiVersion)],
    ['kind', json(kind)],
    ['metadata', metadataCode(metadata, manifest.namespace)],
    ...Object.entries(rest).map(([key, value]): [string, Expression] => [key, json(value)]),
  ]);
  return instance(cdk8s('ApiObject'), scope, json(id), props);
}

/** Metadata, without the namespace, which is that of the chart, and without what is empty, which cdk8s leaves out. */
export function metadataCode(metadata: unknown, namespace: string | undefined): Expression {
  const entries = Object.entries(isJsonObject(metadata) ? metadata : {});
  return json(
    Object.fromEntries(
      entries.filter(([key, value]) => !isEmpty(value) && (key !== 'namespace' || value !== namespace)),
    ),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** An object that is read from its file whenever the app is synthesized. */
export function objectInFile(manifest: Manifest, scope: Expression, id: string): Expression {
  const documents = call(member(cdk8s('Yaml'), 'load'), json(manifest.origin.file ?? ''));
  const objects = manifest.isListed
    ? call(
        member(documents, 'flatMap'),
        lambda('document', binary(member(variable('document'), 'items'), '??', variable('document'))),
      )
    : documents;
  return instance(cdk8s('ApiObject'), scope, json(id), call(member(objects, 'find'), isThis(manifest)));
}

function isThis({ value, kind, name, namespace }: Manifest): Lambda {
  const found = variable('object');
  const metadata = member(found, 'metadata');
  const nameField = isJsonObject(value.metadata) && value.metadata.name === undefined ? 'generateName' : 'name';
  const terms = [
    binary(member(found, 'kind'), '===', json(kind)),
    binary(member(metadata, nameField), '===', json(name)),
    ...(namespace === undefined ? [] : [binary(member(metadata, 'namespace'), '===', json(namespace))]),
  ];
  return lambda(
    'object',
    terms.reduce((all, term) => binary(all, '&&', term)),
  );
}

/** The object as messages call it. */
export function nameOf({ kind, namespace, name }: { kind: string; namespace?: string; name: string }): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** The spec of a manifest, where it is an object. */
export function specOf({ value }: Manifest): JsonObject | undefined {
  const { spec } = withoutNulls(value);
  return isJsonObject(spec) ? spec : undefined;
}
