import { MeshConfig, OutboundTrafficPolicyMode } from '../mesh-config';
import { MeshObject } from '../mesh-object';
import { EgressHosts } from '../semantics/egress-hosts';
import { TextMap } from '../wire/json';
import { Destination, IstioEgressListener, SidecarSpec } from '../wire/networking';
import { serviceFor } from './service-scope';
import { RegisteredService, Services } from './services';
import { HostTable } from './host-table';
import { sidecarVirtualHosts } from './sidecar-routes';
import { VirtualHost } from './virtual-host';
import { MESH_GATEWAY, ResolvedVirtualService, VirtualServices } from './virtual-services';

/** What scopes are made of. */
export interface ScopeSources {
  readonly services: Services;
  readonly virtualServices: VirtualServices;
  readonly config: MeshConfig;
}

const EVERYTHING: readonly IstioEgressListener[] = [{ hosts: ['*/*'] }];

/** What the sidecars of pods with the same namespace, labels and Sidecar know of the mesh. */
export class SidecarScope {
  public readonly listeners: readonly EgressListener[];
  private readonly byHost = new Map<string, RegisteredService | undefined>();
  private readonly tables = new Map<number, HostTable<VirtualHost>>();

  constructor(
    private readonly sources: ScopeSources,
    public readonly namespace: string,
    public readonly labels: TextMap,
    /** The Sidecar that it comes from; undefined where none selects the pod. */
    public readonly sidecar: MeshObject<SidecarSpec> | undefined,
  ) {
    const egress = sidecar?.spec.egress ?? [];
    this.listeners = (egress.length === 0 ? EVERYTHING : egress).map(
      (each) => new EgressListener(sources, namespace, each),
    );
  }

  /** The listener that a connection to a port comes to: the one for the port, or the one for all others. */
  public listener(port: number): EgressListener | undefined {
    return this.listeners.find((each) => each.port === undefined || each.port === port);
  }

  /** The service that a host stands for: one that is imported, or that a route names as a destination. */
  public service(host: string): RegisteredService | undefined {
    if (!this.byHost.has(host)) {
      this.byHost.set(host, this.imported(host) ?? this.inferred(host));
    }
    return this.byHost.get(host);
  }

  /** What becomes of connections to hosts that it does not know. */
  public get outboundTrafficPolicy(): OutboundTrafficPolicyMode {
    const own = this.sidecar?.spec.outboundTrafficPolicy;
    return own === undefined ? this.sources.config.outboundTrafficPolicy : (own.mode ?? 'REGISTRY_ONLY');
  }

  /** Where it sends what goes to hosts that it does not know; undefined where it sends it on as it is. */
  public get egressProxy(): Destination | undefined {
    return this.sidecar?.spec.outboundTrafficPolicy?.egressProxy;
  }

  /** The virtual hosts for HTTP requests to a port. */
  public virtualHosts(port: number): HostTable<VirtualHost> {
    let table = this.tables.get(port);
    if (table === undefined) {
      const listener = this.listener(port);
      table =
        listener === undefined
          ? new HostTable<VirtualHost>()
          : sidecarVirtualHosts(
              listener,
              { gateway: MESH_GATEWAY, port, labels: this.labels, namespace: this.namespace },
              this.sources.config.domain,
            );
      this.tables.set(port, table);
    }
    return table;
  }

  private imported(host: string): RegisteredService | undefined {
    for (const listener of this.listeners) {
      const found = listener.service(host);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  private inferred(host: string): RegisteredService | undefined {
    return this.listeners.some((listener) => listener.namesDestination(host))
      ? serviceFor(this.sources.services.visible(host, this.namespace), this.namespace)
      : undefined;
  }
}

/** A port, or all others, that a sidecar takes connections of its pod on. */
export class EgressListener {
  /** Undefined of the one for all ports. */
  public readonly port: number | undefined;
  /** The VirtualServices that it imports. */
  public readonly virtualServices: readonly ResolvedVirtualService[];
  private readonly hosts: EgressHosts;
  private destinations: ReadonlySet<string> | undefined;

  constructor(
    private readonly sources: ScopeSources,
    private readonly namespace: string,
    listener: IstioEgressListener,
  ) {
    const number = listener.port?.number ?? 0;
    this.port = number === 0 ? undefined : number;
    this.hosts = new EgressHosts(listener.hosts, namespace);
    const all = sources.virtualServices.forGateway(MESH_GATEWAY, namespace);
    this.virtualServices = this.hosts.isEverything
      ? all
      : all.filter((each) => this.hosts.importsVirtualService(each.hosts, each.namespace));
  }

  /** The service that it imports under a host; with its one port only where it is for one. */
  public service(host: string): RegisteredService | undefined {
    const visible = this.sources.services.visible(host, this.namespace);
    const found = serviceFor(
      this.hosts.isEverything
        ? visible
        : visible.filter((each) => this.hosts.importsService(each.hostname, each.namespace)),
      this.namespace,
    );
    if (found === undefined || this.port === undefined) {
      return found;
    }
    const ports = found.ports.filter(({ number }) => number === this.port);
    return ports.length === 0 ? undefined : { ...found, ports };
  }

  /** The services that it imports and that have a port, one for each host. */
  public servicesOnPort(port: number): readonly RegisteredService[] {
    const hosts = new Set(this.sources.services.onPort(port).map(({ hostname }) => hostname));
    return [...hosts].flatMap((host) => {
      const service = this.service(host);
      return service?.ports.some(({ number }) => number === port) === true ? [service] : [];
    });
  }

  /** Whether a route that it imports names a host as its destination. */
  public namesDestination(host: string): boolean {
    this.destinations ??= new Set(this.virtualServices.flatMap(destinationHosts));
    return this.destinations.has(host);
  }
}

function destinationHosts({ http, tcp, tls }: ResolvedVirtualService): readonly string[] {
  return [
    ...http.flatMap(({ route: { route = [], mirror, mirrors = [] } }) => [
      ...route.map(({ destination }) => destination.host),
      ...(mirror === undefined ? [] : [mirror.host]),
      ...mirrors.map(({ destination }) => destination.host),
    ]),
    ...[...tcp, ...tls].flatMap(({ route = [] }) => route.map(({ destination }) => destination.host)),
  ];
}
