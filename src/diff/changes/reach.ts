import { routingOf } from '../../mesh/index/routing';
import { RegisteredService } from '../../mesh/index/services';
import { VirtualHostRoute } from '../../mesh/index/virtual-host';
import { ResolvedVirtualService } from '../../mesh/index/virtual-services';
import { Mesh } from '../../mesh/mesh';
import { ClientPair, keyOfClients, MeshPair, SIDES } from '../candidates/client-pair';
import { HostPatterns } from './host-patterns';

/** What changed objects can matter to: more than they do, never less. */
export class Reach {
  /** Whether they can matter to every request. */
  public isEverything = false;
  /** Whether they can matter to every request of a sidecar. */
  public isWholeMesh = false;
  /** Hosts that are asked for. */
  public readonly hosts = new HostPatterns();
  /** Hosts that routes send to. */
  public readonly services = new HostPatterns();
  /** Namespaces whose sidecars know of another mesh. */
  public readonly clientNamespaces = new Set<string>();
  /** Ports of services that came, went, or speak another protocol. */
  public readonly ports = new Set<number>();
  /** Gateways (`namespace/name`) at which connections may be passed on otherwise. */
  public readonly connectionGateways = new Set<string>();
  private readonly clients = new Set<string>();
  private readonly policed = new Set<string>();

  constructor(private readonly meshes: MeshPair) {}

  /** Marks everything that comes from or to some clients' proxies; with `policed` also what their routes do. */
  public addClients(clients: ClientPair, policed = false): void {
    const key = keyOfClients(clients);
    this.clients.add(key);
    if (policed) {
      this.policed.add(key);
    }
  }

  /** Marks what is asked for at a VirtualService. */
  public addVirtualService({ hosts }: ResolvedVirtualService): void {
    hosts.forEach((host) => this.hosts.add(host));
  }

  /** Marks what is sent to services, and to such as are other names for them. */
  public close(): void {
    if (this.services.size === 0) {
      return;
    }
    const all = SIDES.flatMap((side) => this.meshes[side].services.all);
    for (let grew = true; grew;) {
      grew = all.filter((service) => this.isOtherName(service)).some(({ hostname }) => this.services.add(hostname));
    }
    for (const { hostname } of all.filter((service) => this.services.covers(service.hostname))) {
      this.hosts.add(hostname);
    }
    SIDES.map((side) => this.meshes[side]).forEach((mesh) => this.addSenders(mesh));
  }

  /** Whether what becomes of requests of a client for a host can be another. */
  public affects(clients: ClientPair, domain: string): boolean {
    return (
      this.isEverything || this.affectsClients(clients) || this.hosts.covers(domain) || this.services.covers(domain)
    );
  }

  /** Whether it can be another whatever the host. */
  public affectsClients(clients: ClientPair): boolean {
    const { before, after } = clients;
    const isSidecar = !after.isOutside;
    return (
      this.isEverything ||
      this.clients.has(keyOfClients(clients)) ||
      (isSidecar && (this.isWholeMesh || [before, after].some(({ namespace }) => this.clientNamespaces.has(namespace))))
    );
  }

  /** Whether a route can do something else, though it says the same. */
  public affectsRoute({ route }: VirtualHostRoute, clients: ClientPair): boolean {
    return (
      this.isEverything ||
      this.policed.has(keyOfClients(clients)) ||
      (!clients.after.isOutside && this.affectsClients(clients)) ||
      destinationsOf(route).some((host) => this.services.covers(host))
    );
  }

  /** Marks the Gateways at which a VirtualService passes connections on: these are told apart by port and SNI, not by its hosts. */
  public addConnectionGateways({ tcp, tls, gateways }: ResolvedVirtualService): void {
    if (tcp.length + tls.length > 0) {
      gateways.forEach((gateway) => this.connectionGateways.add(gateway));
    }
  }

  private isOtherName({ hostname, alias }: RegisteredService): boolean {
    return alias !== undefined && this.services.covers(alias) && !this.services.covers(hostname);
  }

  private addSenders(mesh: Mesh): void {
    for (const virtualService of routingOf(mesh).virtualServices.all) {
      const { http, tcp, tls } = virtualService;
      const hosts = [...http.map(({ route }) => route), ...tcp, ...tls].flatMap(destinationsOf);
      if (hosts.some((host) => this.services.covers(host))) {
        this.addVirtualService(virtualService);
        this.addConnectionGateways(virtualService);
      }
    }
  }
}

interface Sending {
  readonly route?: readonly { readonly destination: { readonly host: string } }[];
  readonly mirror?: { readonly host: string };
  readonly mirrors?: readonly { readonly destination: { readonly host: string } }[];
}

/** The hosts that a route sends to. */
export function destinationsOf({ route = [], mirror, mirrors = [] }: Sending): readonly string[] {
  return [
    ...route.map(({ destination }) => destination.host),
    ...(mirror === undefined ? [] : [mirror.host]),
    ...mirrors.map(({ destination }) => destination.host),
  ];
}
