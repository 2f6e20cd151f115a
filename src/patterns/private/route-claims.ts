import { misuse } from '../../kernel/errors';
import { Gateway, IGateway } from '../../networking/gateway';
import { VirtualService } from '../../networking/virtual-service';
import { HostClaim, RouteClaim } from '../host-claim';
import { AdmittedHosts } from './admitted-hosts';
import { ClaimTable } from './claim-table';
import { RoutesManifest, overlapsOf } from './route-overlap';

const SERVICE_DOMAIN = 'svc.cluster.local';

/** So many hosts are faster looked through than indexed; most Gateways have no more. */
const FEW = 8;

/** What the servers of a Gateway take, indexed when it is needed. */
interface ServedHosts {
  readonly hosts: string[];
  admitted?: AdmittedHosts;
}

interface RoutedHost {
  readonly claimant: VirtualService;
  readonly host: string;
}

interface MeshHost extends RoutedHost {
  /** Namespaces that see it; `*` for all. */
  readonly seenBy: readonly string[];
}

/** The VirtualServices of an app by the hosts that they route. */
export class RouteClaims {
  private readonly atGateways = new ClaimTable<RoutedHost & { readonly gateway: string }>();
  private readonly inMesh = new ClaimTable<MeshHost>();
  private readonly toBeAdmitted: RouteClaim[] = [];
  private readonly served = new Map<string, ServedHosts>();

  public constructor(servers: readonly HostClaim[], routes: readonly RouteClaim[]) {
    for (const { gateway, hosts } of servers) {
      if (gateway !== undefined) {
        const key = keyOf(gateway);
        const served = this.served.get(key) ?? { hosts: [] };
        served.hosts.push(...hosts);
        this.served.set(key, served);
      }
    }
    routes.forEach((claim) => this.add(claim));
  }

  private add(claim: RouteClaim): void {
    const { virtualService: claimant, gateway, hosts } = claim;
    if (gateway === Gateway.MESH) {
      const seenBy = (claim.exportTo ?? []).map(({ value }) => (value === '.' ? (claimant.namespace ?? '.') : value));
      for (const host of hosts) {
        const name = fullName(host, claimant.namespace);
        this.inMesh.add(name, { claimant, host: name, seenBy: seenBy.length === 0 ? ['*'] : seenBy });
      }
      return;
    }
    const key = keyOf(gateway);
    for (const host of hosts) {
      this.atGateways.add(`${key}|${host.toLowerCase()}`, { claimant, host, gateway: key });
    }
    this.toBeAdmitted.push(claim);
  }

  /** Whether several VirtualServices have a host at one Gateway, so that their routes decide. */
  public get areContested(): boolean {
    return this.atGateways.isContested;
  }

  public faults(): string[] {
    return [
      ...this.toBeAdmitted.flatMap((claim) => this.admissionFaults(claim)),
      ...this.inMesh.conflicts().flatMap(meshFaults),
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
    return this.atGateways.conflicts().flatMap((claims) => {
      const all = claims.map(({ claimant, gateway }) => ({
        owner: claimant,
        routes: routesOf(claimant),
        isFor: (gateways: readonly string[] | undefined) =>
          gateways === undefined || gateways.some((name) => qualified(name, claimant.namespace) === gateway),
      }));
      return overlapsOf(all).map(({ first, second, taken }) => {
        const [{ gateway, host }] = claims;
        return misuse({
          at: second,
          rule:
            `host ${host} of gateway ${gateway} has routes for the same requests in ${first.node.path}, ` +
            'and the older object on the cluster would have them',
          received: taken,
          fix: 'add all routes of the host to one of the two, or give them paths that do not meet',
        }).message;
      });
    });
  }
}

/** Inside the mesh one VirtualService has a host: that of the oldest object; the others are not heard at all. */
function meshFaults(claims: readonly MeshHost[]): string[] {
  return claims.flatMap((claim, index) => {
    const other = claims.find((earlier, position) => position < index && areSeenTogether(earlier, claim));
    if (other === undefined) {
      return [];
    }
    return [
      misuse({
        at: claim.claimant,
        rule: `host ${claim.host} is routed inside the mesh by ${other.claimant.node.path}, too, and only the older object is heard`,
        received: [other.claimant.node.path, claim.claimant.node.path],
        fix: 'add all routes of the host to one of the two, or export them to different namespaces',
      }).message,
    ];
  });
}

function areSeenTogether({ seenBy: ones }: MeshHost, { seenBy: others }: MeshHost): boolean {
  return ones.includes('*') || others.includes('*') || ones.some((namespace) => others.includes(namespace));
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
  return (host.includes('.') ? host : `${host}.${namespace ?? ''}.${SERVICE_DOMAIN}`).toLowerCase();
}
