import { serverHostsOf } from '../../../mesh/index/server-hosts';
import { GATEWAY, KUBERNETES_GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { hostsOverlap } from '../../../mesh/semantics/host-match';
import { listAt, textAt } from '../../../mesh/wire/json';
import { GatewaySpec, VirtualServiceSpec } from '../../../mesh/wire/networking';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { gatewayReferencesOf } from './gateway-references';

/** VirtualServices whose hosts a Gateway does not serve. */
export const HOST_NOT_IN_GATEWAY: Rule = {
  code: 'IST0132',
  name: 'VirtualServiceHostNotFoundInGateway',
  severity: Severity.WARNING,
  summary: 'A Gateway serves none of the hosts of a VirtualService that is attached to it.',
  explanation:
    'A gateway routes a request by the VirtualServices that are attached to it and whose hosts one of its servers has. Where none of them is served, the VirtualService has no effect there: requests are answered with 404, or do not reach the gateway at all.',
  fix: "Add the host to a server of the Gateway, or correct it. A server's host may be limited to the VirtualServices of a namespace: `namespace/host`.",
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0132/',
  inputs: [GATEWAY, KUBERNETES_GATEWAY, VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const named of gatewayReferencesOf(mesh)) {
      const { object, namespace, name, reference } = named;
      if (isServed(mesh, namespace, name, object)) {
        continue;
      }
      const hosts = object.spec.hosts ?? [];
      const served = servedBy(mesh, namespace, name, object.namespace);
      if (served !== undefined && !served.hosts.some((one) => hosts.some((host) => hostsOverlap(one, host)))) {
        const others = [...new Set(served.hosts)];
        const list = others.length === 0 ? 'nor any other for this namespace' : `but ${others.join(', ')}`;
        report({
          object,
          path: named.path,
          message: `${object.title} is attached to gateway ${reference}, which serves none of its hosts ${hosts.join(', ')}, ${list}`,
          related: served.gateway === undefined ? [] : [{ object: served.gateway }],
        });
      }
    }
  },
};

/** Whether a Gateway serves one of the hosts, as most do; looked up, because some have thousands of servers. */
function isServed(mesh: Mesh, namespace: string, name: string, object: MeshObject<VirtualServiceSpec>): boolean {
  const gateway = mesh.get(GATEWAY, namespace, name);
  const served = gateway === undefined ? undefined : mesh.deriveOf(gateway, serverHostsOf);
  return object.spec.hosts?.some((host) => (served?.taking(host, object.namespace) ?? []).length > 0) === true;
}

/** The hosts that a Gateway serves to a namespace; undefined where they are not known. Of a Gateway that is missing there are none. */
function servedBy(
  mesh: Mesh,
  namespace: string,
  name: string,
  reader: string,
): { readonly gateway?: MeshObject; readonly hosts: readonly string[] } | undefined {
  const gateway = mesh.get(GATEWAY, namespace, name);
  if (gateway !== undefined) {
    return gateway.isAssumed ? undefined : { gateway, hosts: hostsFor(gateway, reader) };
  }
  const other = mesh.get(KUBERNETES_GATEWAY, namespace, name);
  const hosts = listAt(other?.spec, 'listeners').map((listener) => textAt(listener, 'hostname') ?? '');
  return other !== undefined && hosts.includes('') ? undefined : { gateway: other, hosts };
}

function hostsFor({ spec, namespace }: MeshObject<GatewaySpec>, reader: string): string[] {
  return (spec.servers ?? []).flatMap(({ hosts }) =>
    hosts.flatMap((each) => {
      const slash = each.indexOf('/');
      const [owner, host] = slash < 0 ? ['*', each] : [each.slice(0, slash), each.slice(slash + 1)];
      return owner === '*' || reader === (owner === '.' ? namespace : owner) ? [host] : [];
    }),
  );
}
