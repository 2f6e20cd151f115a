import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Schema = { [keyword: string]: unknown };

interface Crd {
  readonly group: string;
  readonly kind: string;
  readonly versions: ReadonlyArray<{ readonly name: string; readonly served: boolean }>;
  readonly openAPIV3Schema: Schema;
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
}

const SCHEMAS = join(__dirname, '../../schemas');
const validators = new Map<string, ValidateFunction>();

/** The CRDs of all Istio kinds, as they are committed. */
export const CRDS: readonly Crd[] = crdsIn('istio');
const ALL_CRDS: readonly Crd[] = [
  ...CRDS,
  ...crdsIn('cert-manager'),
  ...crdsIn('external-secrets'),
  ...crdsIn('sealed-secrets'),
];

function crdsIn(folder: string): Crd[] {
  return readdirSync(join(SCHEMAS, folder)).map(
    (file) => parse(readFileSync(join(SCHEMAS, folder, file), 'utf8')) as Crd,
  );
}

/** What the CRD's structural schema says against a manifest, unknown fields included; empty where it is fine. */
export function schemaErrors(manifest: Manifest): string[] {
  const validate = validatorOf(manifest);
  const known = validate(JSON.parse(JSON.stringify(manifest)));
  return known ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

function validatorOf(manifest: Manifest): ValidateFunction {
  const key = `${manifest.apiVersion}/${manifest.kind}`;
  const cached = validators.get(key);
  if (cached !== undefined) {
    return cached;
  }
  const [group, version] = manifest.apiVersion.split('/');
  const crd = ALL_CRDS.find((c) => c.group === group && c.kind === manifest.kind);
  if (!crd?.versions.some((v) => v.name === version && v.served)) {
    throw new Error(`no CRD serves ${key}`);
  }
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: { int32: true, int64: true, double: true, float: true },
  });
  addFormats(ajv);
  const validate = ajv.compile(closed(crd.openAPIV3Schema, true));
  validators.set(key, validate);
  return validate;
}

/** The schema with every object closed against unknown fields; at the top, what every Kubernetes object has is let in. */
function closed(schema: Schema, top = false): Schema {
  const copy: Schema = { ...schema };
  if (copy.properties !== undefined) {
    const properties = copy.properties as { [name: string]: Schema };
    copy.properties = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, closed(value)]));
    if (top) {
      Object.assign(copy.properties as object, { apiVersion: {}, kind: {}, metadata: { type: 'object' } });
    }
    if (copy['x-kubernetes-preserve-unknown-fields'] !== true) {
      copy.additionalProperties ??= false;
    }
  }
  if (copy.items !== undefined) {
    copy.items = closed(copy.items as Schema);
  }
  if (typeof copy.additionalProperties === 'object') {
    copy.additionalProperties = closed(copy.additionalProperties as Schema);
  }
  return copy;
}
