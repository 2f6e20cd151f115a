import { IConstruct } from 'constructs';
import { HostClaim, RouteClaim } from './host-claim';
import { RouteClaims } from './private/route-claims';
import { serverFaults } from './private/server-claims';

const REGISTRY = Symbol.for('cdk8s-istio.host-registry');

type Registered = IConstruct & { [REGISTRY]?: HostRegistry };

/**
 * Who serves which host in an app. All patterns of this library for gateways enter what they make; whoever makes Gateways and
 * VirtualServices beside them can enter those, too. A synth fails, and names both constructs, where
 *
 * - two constructs serve one host on one port of the same gateway pods (Istio drops one of them);
 * - one port of gateway pods would be plain HTTP, TLS or plain TCP at once (likewise);
 * - a VirtualService is attached to a Gateway that takes no routes for its host, or none from its namespace (it is ignored);
 * - two VirtualServices at one Gateway have routes for a host that take the same requests (the older object has them, whichever
 *   that is on the cluster);
 * - two VirtualServices route a host inside the mesh (only the older object is heard).
 *
 * A wildcard and a name within it are two hosts: the more specific one wins whatever the order.
 */
export class HostRegistry {
  /** The registry of the app that the construct is in. */
  public static of(scope: IConstruct): HostRegistry {
    const root: Registered = scope.node.root;
    const registry = root[REGISTRY] ?? new HostRegistry();
    if (root[REGISTRY] === undefined) {
      root[REGISTRY] = registry;
      root.node.addValidation({ validate: () => registry.faults() });
    }
    return registry;
  }

  // Claims are only kept here, and compared when a synth validates: 10,000 ingresses make 50,000 of them.
  private readonly servers: HostClaim[] = [];
  private readonly routes: RouteClaim[] = [];
  /** How many claims there were when none was contested; cdk8s validates several times in a synth. */
  private settled?: number;

  private constructor() {}

  /** Enters hosts that a server of a gateway serves. */
  public claimHosts(claim: HostClaim): void {
    const { owner, workload, port, protocol, hosts, gateway } = claim;
    this.servers.push({ owner, workload, port, protocol, hosts: [...hosts], gateway });
  }

  /** Enters hosts that a VirtualService routes; once for each of its gateways. */
  public claimRoutes(claim: RouteClaim): void {
    const { virtualService, gateway, hosts, exportTo } = claim;
    this.routes.push({ virtualService, gateway, hosts: [...hosts], exportTo: exportTo && [...exportTo] });
  }

  private faults(): string[] {
    const count = this.servers.length + this.routes.length;
    if (count === this.settled) {
      return [];
    }
    const routes = new RouteClaims(this.servers, this.routes);
    const faults = [...serverFaults(this.servers), ...routes.faults()];
    // Whether contested routes overlap can change with each route; all else only with a new claim.
    this.settled = faults.length === 0 && !routes.areContested ? count : undefined;
    return faults;
  }
}
