import { MeshObject } from '../mesh-object';
import { maySelectEndpoint } from '../semantics/endpoint-labels';
import { effectivePolicy } from '../semantics/traffic-policy';
import { numberAt, TextMap } from '../wire/json';
import { Destination, DestinationRuleSpec, TrafficPolicy } from '../wire/networking';
import { DestinationPolicy, DestinationRules } from './destination-rules';
import { RegisteredPort, RegisteredService } from './services';
import { Workload, Workloads } from './workloads';

/** Something that a cluster sends requests to. */
export interface Endpoint {
  /** `namespace/name` of a workload, or an address. */
  readonly name: string;
  readonly labels: TextMap;
  /** How much it gets in comparison to the others. */
  readonly weight: number;
  /** Undefined of an address that a ServiceEntry lists. */
  readonly workload?: Workload;
}

/** A port of a service, or of a subset of it, as a proxy knows it. */
export interface Cluster {
  /** As access logs have it: `outbound|80|v1|web.shop.svc.cluster.local`. */
  readonly name: string;
  readonly service: RegisteredService;
  readonly port: RegisteredPort;
  /** '' for the service as a whole. */
  readonly subset: string;
  readonly rule: DestinationPolicy | undefined;
  /** The DestinationRule that defines the subset. */
  readonly subsetSource: MeshObject<DestinationRuleSpec> | undefined;
  /** What is in force for it. */
  readonly policy: TrafficPolicy;
  /** Undefined where they are not known: DNS or the client chooses. */
  readonly endpoints: readonly Endpoint[] | undefined;
}

/** A proxy as far as its clusters are concerned. */
export interface ClusterClient {
  readonly namespace: string;
  readonly labels: TextMap;
  /** The service that a host stands for to it. */
  service(host: string): RegisteredService | undefined;
}

/** The cluster that a destination means, and why there is none. */
export interface ClusterLookup {
  readonly name: string;
  readonly cluster?: Cluster;
  /** Why there is none. */
  readonly missing?: string;
}

/** The clusters of proxies. */
export class Clusters {
  constructor(
    private readonly workloads: Workloads,
    private readonly destinationRules: DestinationRules,
    /** Whether there may be workloads that are not known. */
    private readonly isPartial: boolean,
  ) {}

  /**
   * The cluster of a destination; without a port it is the service's only one, or the one that the request came to. A service that is taken
   * to be in the cluster, and of whose ports nothing is known, has whichever is asked for.
   */
  public find(
    destination: Destination,
    client: ClusterClient,
    listenerPort: number,
    lookup = client.service.bind(client),
  ): ClusterLookup {
    const named = lookup(destination.host);
    const host = named?.alias ?? destination.host;
    const port = destination.port?.number ?? portOf(named) ?? listenerPort;
    const subset = destination.subset ?? '';
    const name = clusterName(host, port, subset);
    const service = named?.alias === undefined ? (client.service(host) ?? named) : client.service(host);
    if (service === undefined) {
      return { name, missing: `${client.namespace} knows no service ${host}` };
    }
    const registered =
      service.ports.find(({ number }) => number === port) ?? (hasUnknownPorts(service) ? unknownPort(port) : undefined);
    if (registered === undefined) {
      return { name, missing: `${host} has no port ${port}` };
    }
    return this.ofService(service, registered, subset, client);
  }

  /** The cluster of a port of a service. */
  public ofService(
    service: RegisteredService,
    port: RegisteredPort,
    subset: string,
    client: ClusterClient,
  ): ClusterLookup {
    const name = clusterName(service.hostname, port.number, subset);
    const rule = this.destinationRules.of(service, client);
    const found = rule?.subsets.find((each) => each.subset.name === subset);
    if (subset !== '' && found === undefined) {
      return { name, missing: missingSubset(service, subset, rule) };
    }
    const endpoints = endpointsOf(service, port, this.workloads, this.isPartial);
    const cluster: Cluster = {
      name,
      service,
      port,
      subset,
      rule,
      subsetSource: found?.source,
      policy: effectivePolicy(rule?.trafficPolicy, found?.subset.trafficPolicy, port.number),
      endpoints: endpoints?.filter(({ labels }) => maySelectEndpoint(found?.subset.labels ?? {}, labels)),
    };
    return { name, cluster };
  }
}

/** The port of a service that has one; the usual one where nothing is known of its ports. */
function portOf(service: RegisteredService | undefined): number | undefined {
  if (service === undefined) {
    return undefined;
  }
  return hasUnknownPorts(service) ? USUAL_PORT : service.ports.length === 1 ? service.ports[0].number : undefined;
}

const USUAL_PORT = 80;

function hasUnknownPorts({ source, ports }: RegisteredService): boolean {
  return source.isAssumed && ports.length === 0;
}

function unknownPort(number: number): RegisteredPort {
  return { number, name: '', protocol: undefined };
}

/** What a cluster is called. */
function clusterName(host: string, port: number, subset: string): string {
  return `outbound|${port}|${subset}|${host}`;
}

function missingSubset({ hostname }: RegisteredService, subset: string, rule: DestinationPolicy | undefined): string {
  return rule === undefined
    ? `no DestinationRule for ${hostname} holds here, so that it has no subset ${subset}`
    : `${rule.sources.map(({ title }) => title).join(' and ')} has no subset ${subset}`;
}

function endpointsOf(
  service: RegisteredService,
  port: RegisteredPort,
  workloads: Workloads,
  isPartial: boolean,
): readonly Endpoint[] | undefined {
  if (service.selector !== undefined) {
    const selected = workloads.selected(service.namespace, service.selector);
    if (selected.length === 0 && isPartial) {
      return undefined;
    }
    return selected.filter((workload) => opens(workload, port)).flatMap(ofWorkload);
  }
  if (service.registry === 'Kubernetes') {
    return service.source.isAssumed ? undefined : [];
  }
  if (service.endpoints.length > 0) {
    return service.endpoints.map(({ address = '', labels = {}, weight = 1 }) => ({
      name: address,
      labels,
      weight: weight === 0 ? 1 : weight,
    }));
  }
  return service.resolution === 'ENDPOINTS' ? [] : undefined;
}

/** A port that is called by name has to be there by that name. */
function opens({ type, ports }: Workload, { targetPort }: RegisteredPort): boolean {
  return typeof targetPort !== 'string' || type !== 'pods' || ports.some(({ name }) => name === targetPort);
}

function ofWorkload(workload: Workload): Endpoint[] {
  const { namespace, name, labels, source } = workload;
  const weight = numberAt(source.spec, source.kind === 'WorkloadEntry' ? 'weight' : 'replicas') ?? 1;
  return weight === 0 && source.kind !== 'WorkloadEntry'
    ? []
    : [{ name: `${namespace}/${name}`, labels, weight: weight === 0 ? 1 : weight, workload }];
}
