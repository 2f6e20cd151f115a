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

const NONE: readonly Taken[] = Object.freeze([]);

/** The hosts that the servers of a Gateway take, looked up without going through all servers. */
export class ServerHosts {
  private readonly all: Taken[] = [];
  private readonly wildcards: Taken[] = [];
  private readonly byName = new Map<string, Taken[]>();

  constructor({ spec, namespace: own }: MeshObject<GatewaySpec>) {
    for (const [index, server] of (spec.servers ?? []).entries()) {
      for (const { host, namespace } of serverHosts(server, own)) {
        const taken = { host, namespace, index };
        this.all.push(taken);
        if (isWildcard(host)) {
          this.wildcards.push(taken);
        } else {
          addTo(this.byName, host, taken);
        }
      }
    }
  }

  /** The places of the servers that take a VirtualService of a namespace for a host, in order. */
  public taking(host: string, namespace: string): readonly number[] {
    const candidates = isWildcard(host) ? this.all : [...(this.byName.get(host) ?? NONE), ...this.wildcards];
    const found = candidates.filter(
      (taken) => (taken.namespace === undefined || taken.namespace === namespace) && hostsOverlap(taken.host, host),
    );
    const indexes = found.map(({ index }) => index);
    return indexes.length < 2 ? indexes : [...new Set(indexes)].sort((a, b) => a - b);
  }
}

/** The hosts of a Gateway's servers; for `mesh.deriveOf()`. */
export function serverHostsOf(_mesh: Mesh, gateway: MeshObject<GatewaySpec>): ServerHosts {
  return new ServerHosts(gateway);
}
