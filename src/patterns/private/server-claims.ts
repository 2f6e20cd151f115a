import { misuse } from '../../kernel/errors';
import { bareHosts } from '../../kernel/host-match';
import { Protocol, carriesHttp } from '../../kernel/protocol';
import { IGatewayWorkload } from '../../networking/gateway-workload';
import { HostClaim } from '../host-claim';
import { ClaimTable, Contest, isInTree } from './claim-table';

/** What listens on a port as one, so that its servers can share it. */
enum Family {
  HTTP = 'plain HTTP',
  TLS = 'TLS',
  TCP = 'plain TCP',
}

/** A port of gateway pods: who claims its hosts, and what is spoken there. */
interface ClaimedPort {
  readonly hosts: ClaimTable<HostClaim>;
  readonly families: Set<Family>;
}

/** Where hosts of the same pods and port have several owners, or a port several families of protocols. */
export function serverFaults(claims: readonly HostClaim[]): string[] {
  const ports = new Map<string, ClaimedPort>();
  for (const claim of claims) {
    const key = portKey(claim);
    const port = ports.get(key) ?? { hosts: new ClaimTable<HostClaim>(({ owner }) => owner), families: new Set() };
    ports.set(key, port);
    port.families.add(familyOf(claim.protocol));
    bareHosts(claim.hosts).forEach((host) => port.hosts.add(host, claim));
  }
  return [...ports].flatMap(([key, { hosts, families }]) => [
    ...(families.size > 1 ? mixedPortFaults(claims.filter((claim) => portKey(claim) === key)) : []),
    ...hosts.contests().flatMap(hostFaults),
  ]);
}

/** Of the claims on one port, those of another family than the first. */
function mixedPortFaults(claims: readonly HostClaim[]): string[] {
  const [first, ...others] = claims.filter(({ owner }) => isInTree(owner));
  return others
    .filter(({ protocol }) => familyOf(protocol) !== familyOf(first.protocol))
    .map((other) => portFault(first, other));
}

function hostFaults({ host, claims: [first, ...others] }: Contest<HostClaim>): string[] {
  return others.map(
    ({ owner, workload, port }) =>
      misuse({
        at: owner,
        rule: `host ${host} has an owner already on port ${port} of ${nameOf(workload)}: ${first.owner.node.path}`,
        received: [first.owner.node.path, owner.node.path],
        fix: 'pass the `gateway` of the first to the second, use a SharedGateway, or give one of them another host or port',
      }).message,
  );
}

function portFault(first: HostClaim, second: HostClaim): string {
  const { workload, port } = second;
  const [one, other] = [first, second].map(({ protocol, owner }) => `${familyOf(protocol)} (${owner.node.path})`);
  return misuse({
    at: second.owner,
    rule: `port ${port} of ${nameOf(workload)} can't be ${one} and ${other} at once; Istio drops one of them`,
    received: [first.protocol, second.protocol],
    fix: 'move one of them to another port',
  }).message;
}

function familyOf(protocol: Protocol): Family {
  if (carriesHttp(protocol)) {
    return Family.HTTP;
  }
  return protocol === Protocol.HTTPS || protocol === Protocol.TLS ? Family.TLS : Family.TCP;
}

const WORKLOAD_KEYS = new WeakMap<IGatewayWorkload, string>();

function portKey({ workload, port }: HostClaim): string {
  return `${workloadKey(workload)}|${port}`;
}

function workloadKey(workload: IGatewayWorkload): string {
  const known = WORKLOAD_KEYS.get(workload);
  const key = known ?? `${workload.namespace}|${JSON.stringify(Object.entries(workload.selector).sort())}`;
  if (known === undefined) {
    WORKLOAD_KEYS.set(workload, key);
  }
  return key;
}

function nameOf({ namespace, selector }: IGatewayWorkload): string {
  const labels = Object.entries(selector).map(([label, value]) => `${label}=${value}`);
  return `the gateway pods ${labels.join(',')} in ${namespace}`;
}
