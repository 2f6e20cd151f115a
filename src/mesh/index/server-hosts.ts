import { addTo } from '../lists';
import { Mesh } from '../mesh';
import { MeshObject } from '../mesh-object';
import { serverHosts } from '../semantics/gateway-server';
import { hostsOverlap, isWildcard } from '../semantics/host-match';
import { GatewaySpec } from '../wire/networking';

/** A host that a server takes. */
interface Taken {
  readonly host: string;
  readonly namespace: string | undefined;
  /** The place of the server in its Gateway. */
  readonly index: number;
}

/** Up to so many hosts are gone through; most Gateways have a few. */
const FEW = 8;

/** The hosts that the servers of a Gateway take, looked up without going through all servers. */
export class ServerHosts {
  private readonly all: Taken[] = [];
  private byName: ReadonlyMap<string, readonly Taken[]> | undefined;

  constructor({ spec, namespace: own }: MeshObject<GatewaySpec>) {
    spec.servers?.forEach((server, index) => {
      for (const { host, namespace } of serverHosts(server, own)) {
        this.all.push({ host, namespace, index });
      }
    });
  }

  /** The places of the servers that take a VirtualService of a namespace for a host, in order. */
  public taking(host: string, namespace: string): readonly number[] {
    const indexes: number[] = [];
    for (const taken of this.candidates(host)) {
      if ((taken.namespace === undefined || taken.namespace === namespace) && hostsOverlap(taken.host, host)) {
        indexes.push(taken.index);
      }
    }
    return indexes.length < 2 ? indexes : [...new Set(indexes)].sort((a, b) => a - b);
  }

  private candidates(host: string): readonly Taken[] {
    if (this.all.length <= FEW || isWildcard(host)) {
      return this.all;
    }
    this.byName ??= byNameOf(this.all);
    return [...(this.byName.get(host) ?? []), ...(this.byName.get(ANY_WILDCARD) ?? [])];
  }
}

const ANY_WILDCARD = '*';

/** By their names, all wildcards together. */
function byNameOf(all: readonly Taken[]): Map<string, Taken[]> {
  const found = new Map<string, Taken[]>();
  all.forEach((taken) => addTo(found, isWildcard(taken.host) ? ANY_WILDCARD : taken.host, taken));
  return found;
}

/** The hosts of a Gateway's servers; for `mesh.deriveOf()`. */
export function serverHostsOf(_mesh: Mesh, gateway: MeshObject<GatewaySpec>): ServerHosts {
  return new ServerHosts(gateway);
}
