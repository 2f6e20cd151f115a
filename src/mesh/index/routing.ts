import { Mesh } from '../mesh';
import { DESTINATION_RULE, SIDECAR, VIRTUAL_SERVICE } from '../kinds';
import { MeshObject } from '../mesh-object';
import { byCreation } from '../semantics/creation-order';
import { selects } from '../semantics/selector';
import { SidecarSpec } from '../wire/networking';
import { TextMap } from '../wire/json';
import { Clusters } from './clusters';
import { DestinationRules } from './destination-rules';
import { fullNamesOf } from './full-names';
import { GatewayWorkload } from './gateway-workload';
import { ServiceScope } from './service-scope';
import { SidecarScope } from './sidecar-scope';
import { VirtualServices } from './virtual-services';

/** What routing needs of a mesh, made when it is first asked for. */
export class Routing {
  public readonly virtualServices: VirtualServices;
  public readonly destinationRules: DestinationRules;
  public readonly clusters: Clusters;
  private readonly gateways = new Map<string, GatewayWorkload>();
  private readonly scopes = new Map<string, ServiceScope>();
  private readonly sidecars = new Map<string, SidecarScope>();

  constructor(private readonly mesh: Mesh) {
    this.virtualServices = new VirtualServices(mesh.all(VIRTUAL_SERVICE), mesh.config);
    this.destinationRules = destinationRulesOf(mesh);
    this.clusters = new Clusters(mesh.workloads, this.destinationRules, mesh.isPartial);
  }

  /** The pods of a gateway with these labels. */
  public gateway(namespace: string, labels: TextMap): GatewayWorkload {
    return getOrMake(
      this.gateways,
      keyOf(namespace, labels),
      () => new GatewayWorkload(this.mesh, this.virtualServices, namespace, labels),
    );
  }

  /** What the sidecar of a pod knows. */
  public sidecar(namespace: string, labels: TextMap): SidecarScope {
    return getOrMake(this.sidecars, keyOf(namespace, labels), () => {
      const { services, config } = this.mesh;
      const sources = { services, virtualServices: this.virtualServices, config };
      return new SidecarScope(sources, namespace, labels, this.sidecarFor(namespace, labels));
    });
  }

  /** The Sidecar of a pod: one that selects it before one for its namespace, before the one for the whole mesh. */
  private sidecarFor(namespace: string, labels: TextMap): MeshObject<SidecarSpec> | undefined {
    const all = [...this.mesh.all(SIDECAR)].sort(byCreation);
    const isSelecting = ({ spec }: MeshObject<SidecarSpec>) => spec.workloadSelector !== undefined;
    const own = all.filter((each) => each.namespace === namespace);
    return (
      own.find((each) => isSelecting(each) && selects(each.spec.workloadSelector?.labels ?? {}, labels)) ??
      own.find((each) => !isSelecting(each)) ??
      all.find((each) => each.namespace === this.mesh.config.rootNamespace && !isSelecting(each))
    );
  }

  /** The services that proxies of a namespace know where no Sidecar says otherwise. */
  public services(namespace: string): ServiceScope {
    return getOrMake(this.scopes, namespace, () => new ServiceScope(this.mesh.services, namespace));
  }
}

/** The DestinationRules of a mesh. */
export function destinationRulesOf(mesh: Mesh): DestinationRules {
  return mesh.derive(readDestinationRules);
}

function readDestinationRules(mesh: Mesh): DestinationRules {
  return new DestinationRules(mesh.all(DESTINATION_RULE), mesh.config, mesh.derive(fullNamesOf));
}

/** What routing needs of a mesh. */
export function routingOf(mesh: Mesh): Routing {
  return mesh.derive(makeRouting);
}

function makeRouting(mesh: Mesh): Routing {
  return new Routing(mesh);
}

function keyOf(namespace: string, labels: TextMap): string {
  return `${namespace} ${JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}

/** What stands under a key, made when it is first asked for. */
function getOrMake<T>(memory: Map<string, T>, key: string, make: () => T): T {
  let value = memory.get(key);
  if (value === undefined) {
    value = make();
    memory.set(key, value);
  }
  return value;
}
