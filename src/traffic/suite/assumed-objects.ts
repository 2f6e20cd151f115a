import { Mesh } from '../../mesh/mesh';
import { MeshObject } from '../../mesh/mesh-object';

/** A Gateway that is only named, as one that serves every host on a port in plain HTTP. */
export function assumedGateway(name: string, port: number): MeshObject {
  const [namespace, own] = name.split('/');
  return assumed(namespace, {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: own, namespace },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: port, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    },
  });
}

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
