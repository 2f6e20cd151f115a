import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecordedRequest } from '../../scripts/lib/traffic-case';
import { ACCESS_LOG, ControlPlane } from './control-plane';
import { freePort, pause, RunningProgram } from './processes';

const TYPE = 'type.googleapis.com/envoy.extensions';
const INGRESS = { istio: 'ingressgateway', app: 'istio-ingressgateway' };
const GATEWAY_ADDRESS = '127.0.0.1';
const POD_ADDRESS = '127.0.9.9';
/** How often the configuration has to be found the same before it is taken for complete. */
const SETTLED = 4;

/** The Envoy by which requests of a case go first: the pod of a gateway, or the sidecar of a client. */
export class Proxy {
  /** Starts it as whoever a request comes from, and waits until it has its configuration. */
  public static async start(
    envoy: string,
    folder: string,
    plane: ControlPlane,
    from: RecordedRequest['from'] = 'gateway',
  ): Promise<Proxy> {
    const who: Exclude<RecordedRequest['from'], 'gateway' | undefined> =
      from === 'gateway' ? { gateway: INGRESS, namespace: 'istio-system' } : from;
    const isGateway = who.gateway !== undefined;
    const namespace = who.namespace ?? (isGateway ? 'istio-system' : 'default');
    await plane.kube.namespace(namespace);
    const token = await plane.kube.serviceAccountToken(namespace);
    const admin = await freePort();
    const file = join(folder, 'envoy.json');
    const node = nodeOf(isGateway, namespace, who.gateway ?? who.labels ?? {});
    writeFileSync(file, JSON.stringify(bootstrap(node, admin, plane.xdsPort, token)), { mode: 0o600 });
    const proxy = new Proxy(envoy, file, folder, admin);
    try {
      await proxy.settle();
    } catch (error) {
      await proxy.stop();
      throw error;
    }
    return proxy;
  }

  private readonly program: RunningProgram;
  private readonly log: string;
  private read: number;

  private constructor(
    envoy: string,
    file: string,
    folder: string,
    private readonly admin: number,
  ) {
    const options = ['--concurrency', '1', '-l', 'warning', '--file-flush-interval-msec', '20', '--use-dynamic-base-id'];
    this.log = join(folder, ACCESS_LOG);
    this.read = existsSync(this.log) ? statSync(this.log).size : 0;
    this.program = new RunningProgram('envoy', envoy, ['-c', file, ...options], folder);
  }

  /** What its access log has since it was last asked: as many entries as are expected, or what there is after a while. */
  public async accessLog(expected: number): Promise<readonly { readonly [field: string]: unknown }[]> {
    let lines = this.newLines();
    for (let tried = 0; tried < 20 && lines.length < expected; tried += 1) {
      await pause(25);
      lines = this.newLines();
    }
    // An entry more would be news as well.
    await pause(50);
    lines = this.newLines();
    this.read += lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    return lines.map((line) => JSON.parse(line) as { readonly [field: string]: unknown });
  }

  private newLines(): readonly string[] {
    const text = existsSync(this.log) ? readFileSync(this.log).subarray(this.read).toString() : '';
    return text.split('\n').slice(0, -1);
  }

  /** Ends it. */
  public stop(): Promise<void> {
    return this.program.stop();
  }

  private async settle(): Promise<void> {
    let [last, same] = ['', 0];
    await this.program.until(async () => {
      const ready = await fetch(`http://127.0.0.1:${this.admin}/ready`);
      const dump = await (await fetch(`http://127.0.0.1:${this.admin}/config_dump`)).text();
      const stable = dump.replace(/"(last_updated|version_info)": "[^"]*"/g, '').replace(/,/g, '').split('\n').sort().join('\n');
      same = ready.ok && stable === last ? same + 1 : 0;
      last = stable;
      await pause(150);
      return same >= SETTLED;
    }, 40);
  }
}

function nodeOf(isGateway: boolean, namespace: string, labels: object): object {
  const name = 'client';
  const [type, address] = isGateway ? ['router', GATEWAY_ADDRESS] : ['sidecar', POD_ADDRESS];
  return {
    id: `${type}~${address}~${name}.${namespace}~${namespace}.svc.cluster.local`,
    cluster: `${name}.${namespace}`,
    metadata: {
      NAME: name,
      NAMESPACE: namespace,
      SERVICE_ACCOUNT: 'default',
      WORKLOAD_NAME: name,
      CLUSTER_ID: 'Kubernetes',
      ISTIO_VERSION: '1.31.0',
      LABELS: labels,
      INSTANCE_IPS: address,
      // Nothing redirects a pod's connections here: it listens on the ports of the services.
      ...(isGateway ? {} : { INTERCEPTION_MODE: 'NONE' }),
    },
  };
}

function bootstrap(node: object, admin: number, xds: number, token: string): object {
  const address = (port: number) => ({ socket_address: { address: '127.0.0.1', port_value: port } });
  const ads = { ads: {}, resource_api_version: 'V3' };
  const http = `${TYPE}.upstreams.http.v3.HttpProtocolOptions`;
  return {
    node,
    admin: { address: address(admin) },
    dynamic_resources: {
      lds_config: ads,
      cds_config: ads,
      ads_config: {
        api_type: 'GRPC',
        transport_api_version: 'V3',
        set_node_on_first_message_only: true,
        grpc_services: [
          { envoy_grpc: { cluster_name: 'istiod' }, initial_metadata: [{ key: 'authorization', value: `Bearer ${token}` }] },
        ],
      },
    },
    static_resources: {
      clusters: [
        {
          name: 'istiod',
          type: 'STATIC',
          load_assignment: {
            cluster_name: 'istiod',
            endpoints: [{ lb_endpoints: [{ endpoint: { address: address(xds) } }] }],
          },
          transport_socket: {
            name: 'tls',
            typed_config: {
              '@type': `${TYPE}.transport_sockets.tls.v3.UpstreamTlsContext`,
              common_tls_context: { alpn_protocols: ['h2'] },
            },
          },
          typed_extension_protocol_options: {
            'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
              '@type': http,
              explicit_http_config: { http2_protocol_options: {} },
            },
          },
        },
      ],
    },
  };
}
