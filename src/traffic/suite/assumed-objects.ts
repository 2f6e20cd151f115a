import { Mesh } from '../../mesh/mesh';
import { MeshObject } from '../../mesh/mesh-object';
import { Scheme } from './traffic-case';

/** A Gateway that is only named, as one that has a server for requests of a scheme on a port, for whatever host. */
export function assumedGateway(name: string, port: number, scheme: Scheme): MeshObject {
  const [namespace, own] = name.split('/');
  const [protocol, tls] = SERVERS[scheme];
  const server = { port: { number: port, name: protocol.toLowerCase(), protocol }, hosts: ['*'] };
  return assumed(namespace, {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: own, namespace },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [tls === undefined ? server : { ...server, tls: { mode: tls } }],
    },
  });
}

/** The protocol of a server for requests of a scheme, and its TLS mode where it has one. */
const SERVERS: Readonly<Record<Scheme, readonly [protocol: string, tls?: string]>> = {
  http: ['HTTP'],
  grpc: ['HTTP'],
  https: ['HTTPS', 'SIMPLE'],
  tls: ['TLS', 'PASSTHROUGH'],
  tcp: ['TCP'],
};

/** A service that is only named, as one with this port: of Kubernetes, or outside of the cluster by its name. */
export function assumedService(mesh: Mesh, host: string, port: number): MeshObject {
  const suffix = `.svc.${mesh.config.domain}`;
  const [name, namespace] = host.endsWith(suffix) ? host.slice(0, -suffix.length).split('.') : [];
  if (namespace !== undefined) {
    return assumed(namespace, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { ports: [{ name: 'http', port }] },
    });
  }
  return assumed(mesh.config.rootNamespace, {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: host, namespace: mesh.config.rootNamespace },
    spec: { hosts: [host], ports: [{ number: port, name: 'http', protocol: 'HTTP' }], resolution: 'NONE' },
  });
}

function assumed(namespace: string, manifest: { readonly [field: string]: unknown }): MeshObject {
  return new MeshObject(manifest, {}, namespace, true);
}
