import { misuse } from '../../kernel/errors';
import { Gateway, IGateway } from '../../networking/gateway';
import { VirtualService } from '../../networking/virtual-service';
import { HostClaim, RouteClaim } from '../host-claim';
import { AdmittedHosts } from './admitted-hosts';
import { ClaimTable, Contest } from './claim-table';
import { RoutesManifest, overlapsOf } from './route-overlap';

const SERVICE_DOMAIN = 'svc.cluster.local';

/** So many hosts are faster looked through than indexed; most Gateways have no more. */
const FEW = 8;

/** What the servers of a Gateway take, indexed when it is needed. */
interface ServedHosts {
  readonly hosts: string[];
  admitted?: AdmittedHosts;
}

/** The VirtualServices of an app by the hosts that they route. */
export class RouteClaims {
  private readonly inMesh = new ClaimTable<RouteClaim>(claimantOf);
  private readonly atGateways = new Map<string, RouteClaim[]>();
  private readonly contests: Array<Contest<RouteClaim>>;
  private readonly served = new Map<string, ServedHosts>();

  public constructor(servers: readonly HostClaim[], routes: readonly RouteClaim[]) {
    for (const { gateway, hosts } of servers) {
      if (gateway !== undefined) {
        const served = this.served.get(keyOf(gateway)) ?? { hosts: [] };
        served.hosts.push(...hosts);
        this.served.set(keyOf(gateway), served);
      }
    }
    routes.forEach((claim) => this.add(claim));
    this.contests = [...this.atGateways.values()].filter((claims) => claims.length > 1).flatMap(contestsOf);
  }

  private add(claim: RouteClaim): void {
    const { virtualService, gateway, hosts } = claim;
    if (gateway === Gateway.MESH) {
      hosts.forEach((host) => this.inMesh.add(fullName(host, virtualService.namespace), claim));
      return;
    }
    const claims = this.atGateways.get(keyOf(gateway));
    if (claims === undefined) {
      this.atGateways.set(keyOf(gateway), [claim]);
    } else {
      claims.push(claim);
    }
  }

  /** Whether several VirtualServices have a host at one Gateway, so that their routes decide. */
  public get areContested(): boolean {
    return this.contests.length > 0;
  }

  public faults(): string[] {
    return [
      ...[...this.atGateways.values()].flat().flatMap((claim) => this.admissionFaults(claim)),
      ...this.inMesh.contests().flatMap(meshFaults),
      ...this.gatewayFaults(),
    ];
  }

  private admissionFaults({ virtualService, gateway, hosts }: RouteClaim): string[] {
    const served = this.served.get(keyOf(gateway));
    if (served === undefined || (served.hosts.length < FEW && hosts.every((host) => served.hosts.includes(host)))) {
      return [];
    }
    const admitted = (served.admitted ??= new AdmittedHosts(gateway.namespace, served.hosts));
    const namespace = virtualService.namespace ?? '.';
    return hosts
      .filter((host) => !admitted.admits(host, namespace))
      .map(
        (host) =>
          misuse({
            at: virtualService,
            rule: `Gateway ${gateway.name} takes no routes for host ${host} from namespace ${namespace}; they would be ignored`,
            received: admitted.describe(),
            fix: 'open the host to the namespace at the Gateway, or correct the host',
          }).message,
      );
  }

  private gatewayFaults(): string[] {
    const rendered = new Map<VirtualService, RoutesManifest>();
    const routesOf = (virtualService: VirtualService): RoutesManifest => {
      const routes = rendered.get(virtualService) ?? specOf(virtualService);
      rendered.set(virtualService, routes);
      return routes;
    };
    return this.contests.flatMap(({ host, claims }) => {
      const gateway = keyOf(claims[0].gateway);
      const all = claims.map(({ virtualService }) => ({
        owner: virtualService,
        routes: routesOf(virtualService),
        isFor: (gateways: readonly string[] | undefined) =>
          gateways === undefined || gateways.some((name) => qualified(name, virtualService.namespace) === gateway),
      }));
      return overlapsOf(all).map(
        ({ first, second, taken }) =>
          misuse({
            at: second,
            rule:
              `host ${host} of gateway ${gateway} has routes for the same requests in ${first.node.path}, ` +
              'and the older object on the cluster would have them',
            received: taken,
            fix: 'add all routes of the host to one of the two, or give them paths that do not meet',
          }).message,
      );
    });
  }
}

function claimantOf({ virtualService }: RouteClaim): VirtualService {
  return virtualService;
}

/** The hosts that several of these VirtualServices, all on one Gateway, have routes for. */
function contestsOf(claims: readonly RouteClaim[]): Array<Contest<RouteClaim>> {
  const hosts = new ClaimTable<RouteClaim>(claimantOf);
  claims.forEach((claim) => claim.hosts.forEach((host) => hosts.add(host, claim)));
  return hosts.contests();
}

/** Inside the mesh one VirtualService has a host: that of the oldest object; the others are not heard at all. */
function meshFaults({ host, claims }: Contest<RouteClaim>): string[] {
  return claims.flatMap((claim, index) => {
    const other = claims.find((earlier, position) => position < index && areSeenTogether(earlier, claim));
    if (other === undefined) {
      return [];
    }
    const [first, second] = [other.virtualService, claim.virtualService];
    return [
      misuse({
        at: second,
        rule: `host ${host} is routed inside the mesh by ${first.node.path}, too, and only the older object is heard`,
        received: [first.node.path, second.node.path],
        fix: 'add all routes of the host to one of the two, or export them to different namespaces',
      }).message,
    ];
  });
}

function areSeenTogether(one: RouteClaim, other: RouteClaim): boolean {
  const [ones, others] = [seenBy(one), seenBy(other)];
  return ones.includes('*') || others.includes('*') || ones.some((namespace) => others.includes(namespace));
}

/** The namespaces that see the routes; `*` for all. */
function seenBy({ virtualService, exportTo }: RouteClaim): string[] {
  const namespaces = (exportTo ?? []).map(({ value }) => (value === '.' ? (virtualService.namespace ?? '.') : value));
  return namespaces.length === 0 ? ['*'] : namespaces;
}

function specOf(virtualService: VirtualService): RoutesManifest {
  return (virtualService.toJson() as { readonly spec: RoutesManifest }).spec;
}

function keyOf({ namespace, name }: IGateway): string {
  return qualified(name, namespace);
}

function qualified(name: string, namespace: string | undefined): string {
  return name.includes('/') || namespace === undefined ? name : `${namespace}/${name}`;
}

function fullName(host: string, namespace: string | undefined): string {
  return host.includes('.') ? host : `${host}.${namespace ?? ''}.${SERVICE_DOMAIN}`;
}
