import { redactKeys } from '../../kernel/redact-keys';
import {
  CERTIFICATE,
  CONFIG_MAP,
  EXTERNAL_SECRET,
  NAMESPACE,
  SEALED_SECRET,
  SECRET,
  SERVICE,
  TRAFFIC_KINDS,
  WORKLOAD_KINDS,
} from '../../mesh/kinds';
import { Mesh } from '../../mesh/mesh';
import { kindKey, MeshObject } from '../../mesh/mesh-object';
import { describeOrigin } from '../../mesh/origin';
import { at, isJsonObject, JsonObject, listAt, textAt, textsAt } from '../../mesh/wire/json';
import { DiagramFinding } from '../diagram-finding';
import { certificateBlocks } from '../../kernel/certificate-blocks';

/** An object of the mesh, as a page has it. */
export interface PageObject {
  readonly manifest: JsonObject;
  readonly isAssumed: boolean;
  /** Where it comes from, as a person reads it. */
  readonly origin: string;
}

/** What a page knows. */
export interface PageData {
  readonly title: string;
  readonly objects: readonly PageObject[];
  readonly isPartial: boolean;
  readonly findings: readonly DiagramFinding[];
  readonly namespaces?: readonly string[];
  readonly hosts?: readonly string[];
  readonly boxLimit?: number;
}

type Slimmer = (object: MeshObject) => JsonObject;

const whole: Slimmer = ({ spec }) => ({ spec });

/** For each kind that routing depends on, what of it a page needs. Nothing else goes there: a page is passed around. */
const SLIMMERS: ReadonlyMap<string, Slimmer> = new Map<string, Slimmer>([
  ...[...TRAFFIC_KINDS, SERVICE].map((kind) => [kindKey(kind), whole] as const),
  [kindKey(NAMESPACE), () => ({})],
  [kindKey(SECRET), secretWithoutData],
  [kindKey(CONFIG_MAP), ({ manifest }) => ({ data: { mesh: textAt(manifest, 'data', 'mesh') } })],
  [kindKey(CERTIFICATE), ({ spec }) => ({ spec: { secretName: at(spec, 'secretName') } })],
  [
    kindKey(EXTERNAL_SECRET),
    ({ spec }) => ({ spec: { target: pick(at(spec, 'target'), ['name', 'creationPolicy']) } }),
  ],
  [
    kindKey(SEALED_SECRET),
    ({ spec }) => ({ spec: { template: { metadata: pick(at(spec, 'template', 'metadata'), ['name']) } } }),
  ],
  ...WORKLOAD_KINDS.map((kind) => [kindKey(kind), (object: MeshObject) => podsOnly(object, kind.template)] as const),
]);

const ISTIO = /(^|\.)istio\.io\//;
/** Stands in a Secret in place of what is there, in base64. */
const SOMETHING = 'cmVkYWN0ZWQ=';
/** Where Secrets have the CAs of clients. */
const AUTHORITY_KEYS = ['ca.crt', 'cacert'];

/** What a page of a mesh has to know, with nothing secret in it. */
export function pageObjects(mesh: Mesh): readonly PageObject[] {
  return mesh.objectsWithAssumed.flatMap((object) => {
    const slim = SLIMMERS.get(kindKey(object));
    if (
      slim === undefined ||
      (object.kind === CONFIG_MAP.kind && textAt(object.manifest, 'data', 'mesh') === undefined)
    ) {
      return [];
    }
    const { apiVersion, kind, name, namespace, labels, annotations, created } = object;
    const kept = Object.entries(annotations).filter(([key]) => ISTIO.test(key));
    const metadata = { name, namespace, labels, annotations: Object.fromEntries(kept), creationTimestamp: created };
    const safe = redacted({ apiVersion, kind, metadata, ...slim(object) }) as JsonObject;
    const manifest = kindKey(object) === kindKey(SECRET) ? withAuthorities(safe, object) : safe;
    return [{ manifest, isAssumed: object.isAssumed, origin: redactKeys(describeOrigin(object.origin)) }];
  });
}

/** Which keys there are says whether a server can use it; of what they hold only CAs matter, by which clients are checked. */
function secretWithoutData({ manifest }: MeshObject): JsonObject {
  const fields = (['data', 'stringData'] as const).map((field) => {
    const values = at(manifest, field);
    const entries = isJsonObject(values) ? Object.entries(values) : [];
    return [field, Object.fromEntries(entries.map(([key, value]) => [key, value === '' ? '' : SOMETHING]))] as const;
  });
  return { type: textAt(manifest, 'type'), ...Object.fromEntries(fields) };
}

/** A Secret of a page with the certificates of the CAs that it has, which are no secret. */
function withAuthorities(slim: JsonObject, { manifest }: MeshObject): JsonObject {
  const fields = (['data', 'stringData'] as const).flatMap((field) => {
    const found = AUTHORITY_KEYS.flatMap((key) => {
      const value = textAt(manifest, field, key) ?? '';
      const certificates = certificateBlocks(field === 'data' ? decoded(value) : value);
      return certificates === '' ? [] : [[key, field === 'data' ? btoa(certificates) : certificates] as const];
    });
    const values = at(slim, field);
    return found.length === 0 || !isJsonObject(values) ? [] : [[field, { ...values, ...Object.fromEntries(found) }]];
  });
  return { ...slim, ...(Object.fromEntries(fields) as JsonObject) };
}

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return '';
  }
}

/** The labels and ports of pods; no environment, no arguments. */
function podsOnly({ manifest }: MeshObject, template: readonly string[]): JsonObject {
  const pod = at(manifest, ...template);
  const annotations = Object.entries(textsAt(pod, 'metadata', 'annotations')).filter(([key]) => ISTIO.test(key));
  const containers = (field: string) =>
    listAt(pod, 'spec', field).map((container) => ({
      name: textAt(container, 'name'),
      ports: listAt(container, 'ports').map((port) => pick(port, ['name', 'containerPort', 'protocol'])),
    }));
  const slim = {
    metadata: { labels: textsAt(pod, 'metadata', 'labels'), annotations: Object.fromEntries(annotations) },
    spec: {
      serviceAccountName: textAt(pod, 'spec', 'serviceAccountName'),
      containers: containers('containers'),
      initContainers: containers('initContainers'),
    },
  };
  const [first, ...deeper] = template;
  if (first === undefined) {
    return { spec: slim.spec };
  }
  return { [first]: deeper.reduceRight<JsonObject>((inner, key) => ({ [key]: inner }), slim) };
}

function pick(value: unknown, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.map((key) => [key, at(value, key)]));
}

function redacted(value: unknown): unknown {
  if (typeof value === 'string') {
    return redactKeys(value);
  }
  if (Array.isArray(value)) {
    return value.map(redacted);
  }
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [redactKeys(key), redacted(each)]))
    : value;
}
