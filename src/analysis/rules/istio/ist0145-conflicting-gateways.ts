import { GATEWAY } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { GatewaySpec } from '../../../mesh/wire/networking';
import { WORKLOADS } from '../../inputs';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { podsSelectedBy, selectorText } from './selected-pods';

/** The hosts of one Gateway on one port, each with the address that it is bound to. */
interface PortHosts {
  readonly gateway: MeshObject<GatewaySpec>;
  readonly port: number;
  readonly binds: ReadonlyMap<string, string>;
}

/** Gateways that serve one host on one port of the same pods. */
export const CONFLICTING_GATEWAYS: Rule = {
  code: 'IST0145',
  name: 'ConflictingGateways',
  severity: Severity.ERROR,
  summary: 'Two Gateways serve the same host on the same port of the same pods.',
  explanation:
    'istiod merges the Gateways of a workload. Plain HTTP servers of one port share its routes, but of two TLS servers with the same host on one port the second is dropped, and which of them is the second depends on which Gateway was created first: its certificate is never presented, and routes that are attached to it alone are not reached.',
  fix: 'Serve the host from one Gateway, to which all VirtualServices refer, or separate them by port, host or pods.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0145/',
  inputs: [GATEWAY, ...WORKLOADS],
  check: (mesh, report) => {
    const bySelector = portsBySelector(mesh);
    const selectors = [...bySelector.keys()].sort(byText);
    for (const gateway of mesh.all(GATEWAY).filter(({ isAssumed }) => !isAssumed)) {
      const own = selectorText(gateway.spec.selector ?? {});
      const alike = selectors.filter((other) => other === own || sharesPods(mesh, gateway, own, other, bySelector));
      const rivals = alike
        .flatMap((selector) => bySelector.get(selector) ?? [])
        .filter((each) => each.gateway !== gateway);
      for (const [index, { port, hosts, bind = '' }] of (gateway.spec.servers ?? []).entries()) {
        const clashing = rivals
          .filter((rival) => rival.port === (port?.number ?? 0) && hosts.some((host) => rival.binds.get(host) === bind))
          .sort((a, b) => byText(a.gateway.key, b.gateway.key));
        if (clashing.length > 0) {
          const shared = hosts.filter((host) => clashing.some(({ binds }) => binds.get(host) === bind));
          report({
            object: gateway,
            path: ['spec', 'servers', index],
            message: `${gateway.title} serves ${shared.join(', ')} on port ${port?.number ?? 0}, and so does ${clashing.map((rival) => rival.gateway.title).join(', ')}`,
            related: clashing.map((rival) => ({ object: rival.gateway })),
          });
        }
      }
    }
  },
};

/** What Istio compares: of the servers of a Gateway on one port, the last. */
function portsBySelector(mesh: Mesh): Map<string, PortHosts[]> {
  const bySelector = new Map<string, Map<string, PortHosts>>();
  for (const gateway of mesh.all(GATEWAY)) {
    const selector = selectorText(gateway.spec.selector ?? {});
    const ports = bySelector.get(selector) ?? new Map<string, PortHosts>();
    for (const { port, hosts, bind = '' } of gateway.spec.servers ?? []) {
      const number = port?.number ?? 0;
      ports.set(`${gateway.key}:${number}`, {
        gateway,
        port: number,
        binds: new Map(hosts.map((host) => [host, bind])),
      });
    }
    bySelector.set(selector, ports);
  }
  return new Map([...bySelector].map(([selector, ports]) => [selector, [...ports.values()]]));
}

/** Whether two different selectors, one of which is a part of the other, select a pod in common. */
function sharesPods(
  mesh: Mesh,
  gateway: MeshObject<GatewaySpec>,
  own: string,
  other: string,
  bySelector: ReadonlyMap<string, readonly PortHosts[]>,
): boolean {
  if (!own.includes(other) && !other.includes(own)) {
    return false;
  }
  const [rival] = bySelector.get(other) ?? [];
  const pods = new Set(podsSelectedBy(mesh, gateway.spec.selector ?? {}));
  return podsSelectedBy(mesh, rival?.gateway.spec.selector ?? {}).some((pod) => pods.has(pod));
}
