import { Mesh } from '../mesh';
import { DESTINATION_RULE, VIRTUAL_SERVICE } from '../kinds';
import { TextMap } from '../wire/json';
import { Clusters } from './clusters';
import { DestinationRules } from './destination-rules';
import { GatewayWorkload } from './gateway-workload';
import { ServiceScope } from './service-scope';
import { VirtualServices } from './virtual-services';

/** What routing needs of a mesh, made when it is first asked for. */
export class Routing {
  public readonly virtualServices: VirtualServices;
  public readonly destinationRules: DestinationRules;
  public readonly clusters: Clusters;
  private readonly gateways = new Map<string, GatewayWorkload>();
  private readonly scopes = new Map<string, ServiceScope>();

  constructor(private readonly mesh: Mesh) {
    this.virtualServices = new VirtualServices(mesh.all(VIRTUAL_SERVICE), mesh.config);
    this.destinationRules = new DestinationRules(mesh.all(DESTINATION_RULE), mesh.config);
    this.clusters = new Clusters(mesh.workloads, this.destinationRules);
  }

  /** The pods of a gateway with these labels. */
  public gateway(namespace: string, labels: TextMap): GatewayWorkload {
    return remembered(
      this.gateways,
      keyOf(namespace, labels),
      () => new GatewayWorkload(this.mesh, this.virtualServices, namespace, labels),
    );
  }

  /** The services that proxies of a namespace know where no Sidecar says otherwise. */
  public services(namespace: string): ServiceScope {
    return remembered(this.scopes, namespace, () => new ServiceScope(this.mesh.services, namespace));
  }
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

/** What is remembered under a key, made when it is first asked for. */
export function remembered<T>(memory: Map<string, T>, key: string, make: () => T): T {
  let value = memory.get(key);
  if (value === undefined) {
    value = make();
    memory.set(key, value);
  }
  return value;
}
