import { addTo } from '../lists';
import { Mesh } from '../mesh';
import { MeshObject } from '../mesh-object';
import { acceptsHost, ServerHost, serverHosts } from '../semantics/gateway-server';
import { hostsOverlap, isWildcard } from '../semantics/host-match';
import { GatewaySpec, Server } from '../wire/networking';

/** A host that a server takes. */
interface Taken extends ServerHost {
  /** The place of the server in its Gateway. */
  readonly index: number;
}

/** Up to so many hosts are gone through; most Gateways have a few. */
const FEW = 8;

/** The hosts that the servers of a Gateway take, looked up without going through all servers. */
export class ServerHosts {
  private readonly servers: readonly Server[];
  private readonly hasFew: boolean;
  private all: readonly Taken[] | undefined;
  private byName: ReadonlyMap<string, readonly Taken[]> | undefined;

  constructor(private readonly gateway: MeshObject<GatewaySpec>) {
    this.servers = gateway.spec.servers ?? [];
    this.hasFew = this.servers.reduce((count, { hosts }) => count + hosts.length, 0) <= FEW;
  }

  /** The places of the servers that take a VirtualService of a namespace for a host, in order. */
  public taking(host: string, namespace: string): readonly number[] {
    return this.hasFew ? this.among(host, namespace) : this.indexed(host, namespace);
  }

  private among(host: string, namespace: string): readonly number[] {
    const found: number[] = [];
    for (let index = 0; index < this.servers.length; index++) {
      if (acceptsHost(this.servers[index], this.gateway.namespace, host, namespace)) {
        found.push(index);
      }
    }
    return found;
  }

  private indexed(host: string, namespace: string): readonly number[] {
    const found = this.candidates(host).filter(
      (taken) => (taken.namespace === undefined || taken.namespace === namespace) && hostsOverlap(taken.host, host),
    );
    return [...new Set(found.map(({ index }) => index))].sort((a, b) => a - b);
  }

  private candidates(host: string): readonly Taken[] {
    this.all ??= this.servers.flatMap((server, index) =>
      serverHosts(server, this.gateway.namespace).map((each) => ({ ...each, index })),
    );
    if (isWildcard(host)) {
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
