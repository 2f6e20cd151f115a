import { gatewayPodsOf, textOfSelector } from '../mesh/index/gateway-pods';
import { GatewayPlaces, gatewayPlacesOf } from '../mesh/index/gateway-places';
import { serverCredential } from '../mesh/index/server-credential';
import { GATEWAY, POD, SECRET } from '../mesh/kinds';
import { Mesh } from '../mesh/mesh';
import { MeshObject } from '../mesh/mesh-object';
import { TextMap } from '../mesh/wire/json';
import { GatewaySpec } from '../mesh/wire/networking';
import { assumedObject, assumedService, guessedObject } from './assumed-objects';

/** Pods of a gateway that are taken to be in the cluster, with the Service in front of them. */
export interface AssumedPods {
  readonly title: string;
  readonly objects: readonly MeshObject[];
}

/** A Secret that a gateway lacks. */
export interface MissingSecret {
  /** As it may be in the cluster. */
  readonly secret: MeshObject;
  /** Secrets of its name, or what makes such ones, where the gateway does not look: more likely a mistake than meant for something else. */
  readonly misplaced: readonly MeshObject[];
}

/** What meshes leave of gateways to the cluster: their pods, and the Secrets of these. */
export class GatewaysElsewhere {
  private known: GatewayPlaces | undefined;

  /**
   * @param meshes what is compared; where pods run and Secrets lie is told by all of them together
   * @param namespace the namespace of pods that no mesh has, where somebody says it
   */
  constructor(
    private readonly meshes: readonly Mesh[],
    private readonly namespace: string | undefined,
  ) {}

  /** What Gateways select and no workload is, with the ports that they open. */
  public missingPods(mesh: Mesh): readonly AssumedPods[] {
    const pods = mesh.derive(gatewayPodsOf);
    const missing = new Map<string, { readonly gateway: MeshObject<GatewaySpec>; readonly ports: Set<number> }>();
    for (const gateway of mesh.all(GATEWAY)) {
      const { selector = {}, servers = [] } = gateway.spec;
      const key = textOfSelector(selector);
      if (key !== '' && pods.selected(selector).length === 0) {
        const { ports } = missing.get(key) ?? { ports: new Set<number>() };
        servers.forEach(({ port }) => port?.number !== undefined && ports.add(port.number));
        missing.set(key, { gateway, ports });
      }
    }
    return [...missing.values()].map(({ gateway, ports }) =>
      this.assumedPods(gateway.spec.selector ?? {}, [...ports], this.namespaceOf(gateway)),
    );
  }

  /** The Secrets that Gateways name and that are not where the pods are, each once. */
  public missingSecrets(mesh: Mesh): readonly MissingSecret[] {
    const pods = mesh.derive(gatewayPodsOf);
    const missing = new Map<string, MissingSecret>();
    for (const gateway of mesh.all(GATEWAY)) {
      const { selector = {}, servers = [] } = gateway.spec;
      const known = pods.namespaces(selector);
      for (const namespace of known.length > 0 ? known : [this.namespaceOf(gateway)]) {
        for (const server of servers) {
          const credential = serverCredential(mesh, server, namespace);
          if (credential !== undefined && credential.object === undefined && !missing.has(credential.secret)) {
            const [owner = '', name = ''] = credential.secret.split('/');
            const secret = assumedObject(SECRET, { namespace: owner, name });
            missing.set(credential.secret, { secret, misplaced: this.misplaced(selector, name) });
          }
        }
      }
    }
    return [...missing.values()];
  }

  private misplaced(selector: TextMap, name: string): readonly MeshObject[] {
    const { namespace, places } = this;
    return namespace === undefined || places.of(selector).shownBy === 'pods'
      ? places.misplaced(selector, name)
      : places.outside([namespace], selector, name);
  }

  private namespaceOf(gateway: MeshObject<GatewaySpec>): string {
    return this.namespace ?? this.places.namespaceFor(gateway.spec.selector ?? {}, gateway.namespace);
  }

  private get places(): GatewayPlaces {
    this.known ??= gatewayPlacesOf(this.meshes.reduce((merged, mesh) => merged.mergedWith(mesh)));
    return this.known;
  }

  private assumedPods(selector: TextMap, ports: readonly number[], namespace: string): AssumedPods {
    const make = this.namespace === undefined ? guessedObject : assumedObject;
    const name = Object.values(selector).join('-');
    return {
      title: `pods with ${textOfSelector(selector)} in ${namespace}`,
      objects: [make(POD, { name, namespace, labels: selector }, {}), assumedService(namespace, name, ports, selector)],
    };
  }
}
