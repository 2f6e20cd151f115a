import { Agent, request } from 'node:https';
import { isJsonObject, JsonObject, listAt, textAt } from '../../src/mesh/wire/json';

/** What the API server answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: JsonObject;
}

/** What `metadata` of an object says of where it is. */
interface Named {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A client of an API server that takes one token for everything. */
export class KubeApi {
  private readonly agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  private readonly resources = new Map<string, { readonly plural: string; readonly namespaced: boolean }>();

  constructor(
    private readonly port: number,
    private readonly token: string,
  ) {}

  /** One call. */
  public call(method: string, path: string, body?: unknown, type = 'application/json'): Promise<ApiAnswer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: this.port,
          method,
          path,
          agent: this.agent,
          headers: { authorization: `Bearer ${this.token}`, accept: 'application/json', 'content-type': type },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString()) }));
        },
      );
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Makes or changes an object as `kubectl apply --server-side` does; why not, where it is refused. */
  public async apply(object: JsonObject): Promise<string | undefined> {
    const path = await this.pathOf(named(object));
    if (path === undefined) {
      return `no matches for kind "${textAt(object, 'kind') ?? ''}" in version "${textAt(object, 'apiVersion') ?? ''}"`;
    }
    const query = '?fieldManager=conformance&force=true&fieldValidation=Strict';
    const { status, body } = await this.call('PATCH', path + query, object, 'application/apply-patch+yaml');
    return status < 300 ? undefined : (textAt(body, 'message') ?? `status ${status}`);
  }

  /** Takes an object away. */
  public async remove(object: JsonObject): Promise<void> {
    const path = await this.pathOf(named(object));
    if (path !== undefined) {
      await this.call('DELETE', `${path}?gracePeriodSeconds=0`);
    }
  }

  /** A token by which a pod of a namespace proves to istiod who it is. */
  public async serviceAccountToken(namespace: string): Promise<string> {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default/token`;
    const { body } = await this.call('POST', path, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { audiences: ['istio-ca'], expirationSeconds: 3600 },
    });
    return textAt(body, 'status', 'token') ?? '';
  }

  /** Makes a namespace, with the account that its pods have. */
  public async namespace(name: string): Promise<void> {
    await this.call('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    await this.call('POST', `/api/v1/namespaces/${name}/serviceaccounts`, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default' },
    });
  }

  private async pathOf({ apiVersion, kind, namespace, name }: Named): Promise<string | undefined> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const key = `${apiVersion} ${kind}`;
    if (!this.resources.has(key)) {
      const { body } = await this.call('GET', root);
      for (const each of listAt(body, 'resources')) {
        const [plural, ofKind] = [textAt(each, 'name') ?? '', textAt(each, 'kind') ?? ''];
        if (!plural.includes('/') && isJsonObject(each)) {
          this.resources.set(`${apiVersion} ${ofKind}`, { plural, namespaced: each.namespaced === true });
        }
      }
    }
    const resource = this.resources.get(key);
    return resource && `${root}${resource.namespaced ? `/namespaces/${namespace}` : ''}/${resource.plural}/${name}`;
  }
}

function named(object: JsonObject): Named {
  return {
    apiVersion: textAt(object, 'apiVersion') ?? '',
    kind: textAt(object, 'kind') ?? '',
    namespace: textAt(object, 'metadata', 'namespace') ?? 'default',
    name: textAt(object, 'metadata', 'name') ?? '',
  };
}

/** What is no JSON, as what went wrong. */
function parsed(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return { message: text };
  }
}
