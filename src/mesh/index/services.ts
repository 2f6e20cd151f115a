import { Protocol } from '../../kernel/protocol';
import { addTo } from '../lists';
import { MeshObject } from '../mesh-object';
import { MeshConfig } from '../mesh-config';
import { isExportedTo } from '../semantics/export-to';
import { parseProtocol, servicePortProtocol } from '../semantics/port-protocol';
import { serviceHost } from '../semantics/short-name';
import { listAt, numberAt, TextMap, textAt, textsAt } from '../wire/json';
import { ServiceEntrySpec, WorkloadEntrySpec } from '../wire/networking';

/** How Envoy finds the endpoints of a service. */
export type ServiceResolution =
  /** Istio tells the endpoints. */
  | 'ENDPOINTS'
  /** By DNS, spread over all addresses. */
  | 'DNS'
  /** By DNS, one address at a time. */
  | 'DNS_ROUND_ROBIN'
  /** By DNS, for each request by its own host. */
  | 'DYNAMIC_DNS'
  /** Traffic goes to the address that the client chose. */
  | 'PASSTHROUGH'
  /** It is another name for a host: a Service of type ExternalName. */
  | 'ALIAS';

/** A port of a service. */
export interface RegisteredPort {
  readonly number: number;
  readonly name: string;
  /** Undefined where Istio sniffs it. */
  readonly protocol: Protocol | undefined;
  /** A number, or the name of a container's port. */
  readonly targetPort?: number | string;
}

/** A host that routes can name: of a Service of Kubernetes or of a ServiceEntry. */
export interface RegisteredService {
  readonly hostname: string;
  readonly namespace: string;
  readonly ports: readonly RegisteredPort[];
  readonly resolution: ServiceResolution;
  readonly registry: 'Kubernetes' | 'External';
  /** Whether it is outside of the mesh. */
  readonly external: boolean;
  readonly exportTo: readonly string[];
  /** Virtual IPs; none where it has none or they are not known. */
  readonly addresses: readonly string[];
  /** Labels of the workloads behind it; undefined where no workloads are selected. */
  readonly selector?: TextMap;
  /** Endpoints that a ServiceEntry lists. */
  readonly endpoints: readonly WorkloadEntrySpec[];
  /** The host that it is another name for. */
  readonly alias?: string;
  /** The Service or ServiceEntry. */
  readonly source: MeshObject;
}

const EXPORT_TO_ANNOTATION = 'networking.istio.io/exportTo';

const RESOLUTIONS: { readonly [resolution: string]: ServiceResolution } = {
  NONE: 'PASSTHROUGH',
  STATIC: 'ENDPOINTS',
  DNS: 'DNS',
  DNS_ROUND_ROBIN: 'DNS_ROUND_ROBIN',
  DYNAMIC_DNS: 'DYNAMIC_DNS',
};

const NONE: readonly RegisteredService[] = Object.freeze([]);

/** All hosts that routes can name, by host. */
export class Services {
  public readonly all: readonly RegisteredService[];
  private readonly byHost = new Map<string, RegisteredService[]>();
  private byPort: ReadonlyMap<number, readonly RegisteredService[]> | undefined;
  private byNamespace: ReadonlyMap<string, readonly RegisteredService[]> | undefined;

  constructor(
    services: readonly MeshObject[],
    serviceEntries: readonly MeshObject<ServiceEntrySpec>[],
    config: MeshConfig,
  ) {
    this.all = [
      ...services.map((service) => ofService(service, config)),
      ...serviceEntries.flatMap((entry) => ofServiceEntry(entry, config)),
    ];
    for (const service of this.all) {
      addTo(this.byHost, service.hostname, service);
    }
  }

  /** The services of exactly this host, whoever may see them. */
  public ofHost(host: string): readonly RegisteredService[] {
    return this.byHost.get(host) ?? NONE;
  }

  /** All hosts. */
  public get hosts(): Iterable<string> {
    return this.byHost.keys();
  }

  /** The services of a namespace. */
  public ofNamespace(namespace: string): readonly RegisteredService[] {
    this.byNamespace ??= byNamespaceOf(this.all);
    return this.byNamespace.get(namespace) ?? NONE;
  }

  /** The services that have a port, whoever may see them. */
  public onPort(port: number): readonly RegisteredService[] {
    this.byPort ??= byPortNumber(this.all);
    return this.byPort.get(port) ?? NONE;
  }

  /** The services of exactly this host that are exported to a namespace. */
  public visible(host: string, namespace: string): readonly RegisteredService[] {
    const services = this.ofHost(host);
    return services.every((service) => isVisible(service, namespace))
      ? services
      : services.filter((service) => isVisible(service, namespace));
  }
}

/** Whether a service is exported to a namespace. */
export function isVisible({ exportTo, namespace: own }: RegisteredService, namespace: string): boolean {
  return isExportedTo(exportTo, own, namespace);
}

function byNamespaceOf(services: readonly RegisteredService[]): Map<string, RegisteredService[]> {
  const found = new Map<string, RegisteredService[]>();
  services.forEach((service) => addTo(found, service.namespace, service));
  return found;
}

function byPortNumber(services: readonly RegisteredService[]): Map<number, RegisteredService[]> {
  const found = new Map<number, RegisteredService[]>();
  for (const service of services) {
    for (const number of new Set(service.ports.map((port) => port.number))) {
      addTo(found, number, service);
    }
  }
  return found;
}

function ofService(source: MeshObject, config: MeshConfig): RegisteredService {
  const { spec, name, namespace, annotations } = source;
  const alias = textAt(spec, 'type') === 'ExternalName' ? textAt(spec, 'externalName') : undefined;
  const clusterIp = textAt(spec, 'clusterIP');
  const exported = annotations[EXPORT_TO_ANNOTATION] ?? '';
  const selector = textsAt(spec, 'selector');
  return {
    hostname: serviceHost(name, namespace, config.domain),
    namespace,
    ports: listAt(spec, 'ports').map(ofServicePort),
    resolution: alias !== undefined ? 'ALIAS' : clusterIp === 'None' ? 'PASSTHROUGH' : 'ENDPOINTS',
    registry: 'Kubernetes',
    external: alias !== undefined,
    exportTo: exported === '' ? config.defaultServiceExportTo : exported.split(',').map((each) => each.trim()),
    addresses: clusterIp === undefined || clusterIp === 'None' ? [] : [clusterIp],
    selector: Object.keys(selector).length === 0 ? undefined : selector,
    endpoints: [],
    alias,
    source,
  };
}

function ofServicePort(port: unknown): RegisteredPort {
  const [number, name] = [numberAt(port, 'port') ?? 0, textAt(port, 'name') ?? ''];
  return {
    number,
    name,
    protocol: servicePortProtocol(number, name, textAt(port, 'protocol'), textAt(port, 'appProtocol')),
    targetPort: numberAt(port, 'targetPort') ?? textAt(port, 'targetPort'),
  };
}

function ofServiceEntry(source: MeshObject<ServiceEntrySpec>, config: MeshConfig): RegisteredService[] {
  const { spec, namespace } = source;
  const service = {
    namespace,
    ports: (spec.ports ?? []).map(({ number, name, protocol, targetPort }) => ({
      number,
      name,
      protocol: parseProtocol(protocol ?? ''),
      targetPort: targetPort === 0 ? undefined : targetPort,
    })),
    resolution: RESOLUTIONS[spec.resolution ?? 'NONE'],
    registry: 'External',
    external: (spec.location ?? 'MESH_EXTERNAL') === 'MESH_EXTERNAL',
    exportTo: spec.exportTo === undefined || spec.exportTo.length === 0 ? config.defaultServiceExportTo : spec.exportTo,
    addresses: spec.addresses ?? [],
    selector: spec.workloadSelector === undefined ? undefined : (spec.workloadSelector.labels ?? {}),
    endpoints: spec.endpoints ?? [],
    source,
  } as const;
  return spec.hosts.map((hostname) => ({ ...service, hostname }));
}
