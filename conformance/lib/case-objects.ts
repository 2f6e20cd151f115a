import { createHash, X509Certificate } from 'node:crypto';
import { loadYaml } from '../../src/mesh/load/yaml';
import { at, isJsonObject, JsonObject, listAt, textAt, textsAt } from '../../src/mesh/wire/json';
import { KubeApi } from './kube-api';

/** The certificate of a Secret of a case. */
export interface CaseCertificate {
  readonly digest: string;
  readonly cert: string;
  readonly key?: string;
}

const RUN_PODS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Pod']);
const WORKLOADS_PER_NETWORK = 200;

/**
 * The objects of a case, made so that they work without nodes: every workload becomes a WorkloadEntry with an address of this machine, and every
 * port of a Service leads to the backend.
 */
export class CaseObjects {
  /** `namespace/name` of the workload that has an address. */
  public readonly workloads = new Map<string, string>();
  /** Of Secrets, by `namespace/name`. */
  public readonly certificates = new Map<string, CaseCertificate>();
  private readonly objects: readonly JsonObject[];
  private readonly namespaces: ReadonlySet<string>;

  constructor(manifests: string, backendPort: number) {
    const documents = loadYaml({ file: 'manifests', text: manifests }).values.map(({ value }) => value);
    const written = documents.filter(isJsonObject).map(inNamespace);
    this.namespaces = new Set(written.flatMap((each) => textAt(each, 'metadata', 'namespace') ?? []));
    this.objects = written
      .filter(({ kind }) => kind !== 'Namespace')
      .map((object) => {
        const kind = textAt(object, 'kind') ?? '';
        if (RUN_PODS.has(kind)) {
          return this.workload(object);
        }
        if (kind === 'Secret') {
          this.certificate(object);
        }
        return kind === 'Service' ? toBackend(object, backendPort) : object;
      });
  }

  /** Makes all of them; what the API server says against some. */
  public async apply(kube: KubeApi): Promise<readonly string[]> {
    for (const namespace of this.namespaces) {
      await kube.namespace(namespace);
    }
    const refused: string[] = [];
    for (const object of this.objects) {
      const fault = await kube.apply(object);
      if (fault !== undefined) {
        refused.push(fault);
      }
    }
    return refused;
  }

  /** Takes all of them away. */
  public async remove(kube: KubeApi): Promise<void> {
    for (const object of this.objects) {
      await kube.remove(object);
    }
  }

  private workload(object: JsonObject): JsonObject {
    const [name, namespace] = [textAt(object, 'metadata', 'name') ?? '', textAt(object, 'metadata', 'namespace') ?? ''];
    const own = at(object, 'spec', 'template', 'metadata', 'labels') === undefined ? ['metadata', 'labels'] : ['spec', 'template', 'metadata', 'labels'];
    const labels = textsAt(object, ...own);
    const count = this.workloads.size;
    const address = `127.0.${1 + Math.floor(count / WORKLOADS_PER_NETWORK)}.${1 + (count % WORKLOADS_PER_NETWORK)}`;
    this.workloads.set(address, `${namespace}/${name}`);
    return {
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadEntry',
      metadata: { name: `of-${name}`, namespace, labels },
      spec: { address, labels },
    };
  }

  private certificate(secret: JsonObject): void {
    const entry = (key: string): string | undefined => {
      const encoded = textAt(secret, 'data', key);
      return textAt(secret, 'stringData', key) ?? (encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString());
    };
    const cert = entry('tls.crt') ?? entry('cert');
    if (cert === undefined || !cert.includes('BEGIN CERTIFICATE')) {
      return;
    }
    try {
      const digest = createHash('sha256').update(new X509Certificate(cert).raw).digest('hex');
      const name = `${textAt(secret, 'metadata', 'namespace') ?? ''}/${textAt(secret, 'metadata', 'name') ?? ''}`;
      this.certificates.set(name, { digest, cert, key: entry('tls.key') ?? entry('key') });
    } catch {
      // A broken certificate is shown by nobody.
    }
  }
}

function inNamespace(object: JsonObject): JsonObject {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  return { ...object, metadata: { ...metadata, namespace: metadata.namespace ?? 'default' } };
}

function toBackend(service: JsonObject, port: number): JsonObject {
  const spec = isJsonObject(service.spec) ? service.spec : {};
  const ports = listAt(spec, 'ports').filter(isJsonObject).map((each) => ({ ...each, targetPort: port }));
  return { ...service, spec: { ...spec, ports } };
}
