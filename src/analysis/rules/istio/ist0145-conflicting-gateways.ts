import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { GATEWAY } from '../../../mesh/kinds';
import { addTo, Repetitions } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { GatewaySpec, Server } from '../../../mesh/wire/networking';
import { WORKLOADS } from '../../inputs';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { podsSelectedBy } from './selected-pods';

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
    const byHost = claimsByHost(mesh, repeatedHosts(mesh.all(GATEWAY)));
    const isRival = rivalry(mesh);
    const contested = new Set([...byHost.values()].flatMap((claiming) => (claiming.length > 1 ? claiming : [])));
    for (const gateway of [...contested].filter(({ isAssumed }) => !isAssumed)) {
      for (const [index, { port, hosts, bind = '' }] of (gateway.spec.servers ?? []).entries()) {
        const number = port?.number ?? 0;
        const claimed = hosts.flatMap((host) => byHost.get(keyOfClaim(number, host, bind)) ?? []);
        const rivals = [...new Set(claimed)]
          .filter((other) => other !== gateway && isRival(gateway, other))
          .sort((a, b) => byText(a.key, b.key));
        if (rivals.length > 0) {
          const shared = hosts.filter((host) =>
            byHost.get(keyOfClaim(number, host, bind))?.some((other) => rivals.includes(other)),
          );
          report({
            object: gateway,
            path: ['spec', 'servers', index],
            message: `${gateway.title} serves ${shared.join(', ')} on port ${number}, and so does ${rivals.map(({ title }) => title).join(', ')}`,
            related: rivals.map((object) => ({ object })),
          });
        }
      }
    }
  },
};

type GatewayObject = MeshObject<GatewaySpec>;

function keyOfClaim(port: number, host: string, bind: string): string {
  return `${port} ${host} ${bind}`;
}

/** The hosts that stand in several servers of one port: of most there is one. */
function repeatedHosts(gateways: readonly GatewayObject[]): ReadonlySet<string> {
  const byPort = new Map<number, Repetitions<string>>();
  for (const { spec } of gateways) {
    for (const { port, hosts } of spec.servers ?? []) {
      const number = port?.number ?? 0;
      const onPort = byPort.get(number) ?? new Repetitions<string>();
      byPort.set(number, onPort);
      hosts.forEach((host) => onPort.add(host));
    }
  }
  return new Set([...byPort.values()].flatMap(({ repeated }) => [...repeated]));
}

/** The Gateways by port, host and address. As for Istio, of the servers of a Gateway on one port the last counts. */
function claimsByHost(mesh: Mesh, among: ReadonlySet<string>): ReadonlyMap<string, readonly GatewayObject[]> {
  const byHost = new Map<string, GatewayObject[]>();
  for (const gateway of among.size === 0 ? [] : mesh.all(GATEWAY)) {
    for (const { port, hosts, bind = '' } of lastOnEachPort(gateway)) {
      new Set(hosts.filter((host) => among.has(host))).forEach((host) =>
        addTo(byHost, keyOfClaim(port?.number ?? 0, host, bind), gateway),
      );
    }
  }
  return byHost;
}

function lastOnEachPort({ spec: { servers = [] } }: GatewayObject): Iterable<Server> {
  return servers.length < 2 ? servers : new Map(servers.map((server) => [server.port?.number ?? 0, server])).values();
}

/** Tells whether two Gateways have pods in common: by equal selectors, or by one that is a part of the other and a pod that both select. */
function rivalry(mesh: Mesh): (a: GatewayObject, b: GatewayObject) => boolean {
  const pods = mesh.derive(gatewayPodsOf);
  const known = new Map<string, boolean>();
  return (a, b) => {
    const [own, other] = [a, b].map(({ spec }) => pods.textOf(spec.selector ?? {}));
    const key = `${own} & ${other}`;
    const isKnown = own === other ? true : known.get(key);
    const shares = isKnown ?? ((own.includes(other) || other.includes(own)) && sharePods(mesh, a, b));
    known.set(key, shares);
    return shares;
  };
}

function sharePods(mesh: Mesh, a: GatewayObject, b: GatewayObject): boolean {
  const pods = new Set(podsSelectedBy(mesh, a.spec.selector ?? {}));
  return podsSelectedBy(mesh, b.spec.selector ?? {}).some((pod) => pods.has(pod));
}
