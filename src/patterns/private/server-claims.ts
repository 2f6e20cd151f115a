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

interface OwnedPort {
  readonly claimant: IConstruct;
  readonly claim: HostClaim;
}

/** What listens on a port as one, so that its servers can share it. */
enum Family {
  HTTP = 'plain HTTP',
  TLS = 'TLS',
  TCP = 'plain TCP',
}

/** The servers of all gateway pods of an app: one owner for each host of a port, one family of protocols for each port. */
export class ServerClaims {
  private readonly hosts = new ClaimTable<OwnedHost>();
  private readonly ports = new ClaimTable<OwnedPort>();
  private readonly firstOnPort = new Map<string, HostClaim>();

  public add(claim: HostClaim): void {
    const port = `${workloadKey(claim.workload)}|${claim.port}`;
    for (const entry of claim.hosts) {
      const host = withoutNamespace(entry).toLowerCase();
      this.hosts.add(`${port}|${host}`, { claimant: claim.owner, claim, host });
    }
    // Claims of one family agree; the first of another family contests the port.
    const known = this.firstOnPort.get(port);
    const first = known !== undefined && isInTree(known.owner) ? known : claim;
    this.firstOnPort.set(port, first);
    if (first === claim || familyOf(first.protocol) !== familyOf(claim.protocol)) {
      this.ports.add(port, { claimant: claim.owner, claim });
    }
  }

  public faults(): string[] {
    const ports = this.ports
      .conflicts()
      .flatMap(([first, ...others]) => others.map((other) => portFault(first, other)));
    const hosts = this.hosts
      .conflicts()
      .flatMap(([first, ...others]) => others.map((other) => hostFault(first, other)));
    return [...ports, ...hosts];
  }
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

function portFault(first: OwnedPort, second: OwnedPort): string {
  const { workload, port } = second.claim;
  const [one, other] = [first, second].map(
    ({ claim, claimant }) => `${familyOf(claim.protocol)} (${claimant.node.path})`,
  );
  return misuse({
    at: second.claimant,
    rule: `port ${port} of ${nameOf(workload)} can't be ${one} and ${other} at once; Istio drops one of them`,
    received: [first.claim.protocol, second.claim.protocol],
    fix: 'move one of them to another port',
  }).message;
}

function familyOf(protocol: Protocol): Family {
  if (carriesHttp(protocol)) {
    return Family.HTTP;
  }
  return protocol === Protocol.HTTPS || protocol === Protocol.TLS ? Family.TLS : Family.TCP;
}

function workloadKey({ namespace, selector }: IGatewayWorkload): string {
  return `${namespace}|${JSON.stringify(Object.entries(selector).sort())}`;
}

function nameOf({ namespace, selector }: IGatewayWorkload): string {
  const labels = Object.entries(selector).map(([label, value]) => `${label}=${value}`);
  return `the gateway pods ${labels.join(',')} in ${namespace}`;
}
