import { IConstruct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { Protocol, carriesHttp } from '../../kernel/protocol';
import { IGatewayWorkload } from '../../networking/gateway-workload';
import { HostClaim } from '../host-claim';
import { ClaimTable, isInTree } from './claim-table';

interface OwnedHost {
  readonly claimant: IConstruct;
  readonly claim: HostClaim;
  readonly host: string;
}

/** What listens on a port as one, so that its servers can share it. */
enum Family {
  HTTP = 'plain HTTP',
  TLS = 'TLS',
  TCP = 'plain TCP',
}

/** Where hosts of the same pods and port have several owners, or a port several families of protocols. */
export function serverFaults(claims: readonly HostClaim[]): string[] {
  const hosts = new ClaimTable<OwnedHost>();
  const families = new Map<string, Set<Family>>();
  for (const claim of claims) {
    const port = portKey(claim);
    families.set(port, (families.get(port) ?? new Set()).add(familyOf(claim.protocol)));
    for (const entry of claim.hosts) {
      const host = withoutNamespace(entry).toLowerCase();
      hosts.add(`${port}|${host}`, { claimant: claim.owner, claim, host });
    }
  }
  const mixed = [...families].filter(([, of]) => of.size > 1).map(([port]) => port);
  return [
    ...mixed.flatMap((port) => mixedPortFaults(claims.filter((claim) => portKey(claim) === port))),
    ...hosts.conflicts().flatMap(([first, ...others]) => others.map((other) => hostFault(first, other))),
  ];
}

/** Of the claims on one port, those of another family than the first. */
function mixedPortFaults(claims: readonly HostClaim[]): string[] {
  const [first, ...others] = claims.filter(({ owner }) => isInTree(owner));
  return others
    .filter(({ protocol }) => familyOf(protocol) !== familyOf(first.protocol))
    .map((other) => portFault(first, other));
}

/** A host of a server without the namespace that it is kept for. */
export function withoutNamespace(host: string): string {
  return host.slice(host.indexOf('/') + 1);
}

function hostFault(first: OwnedHost, second: OwnedHost): string {
  const { workload, port } = second.claim;
  return misuse({
    at: second.claimant,
    rule: `host ${second.host} has an owner already on port ${port} of ${nameOf(workload)}: ${first.claimant.node.path}`,
    received: [first.claimant.node.path, second.claimant.node.path],
    fix: 'pass the `gateway` of the first to the second, use a SharedGateway, or give one of them another host or port',
  }).message;
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
