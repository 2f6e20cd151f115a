import { carriesHttp, Protocol } from '../../kernel/protocol';
import { mayCarryHttp } from '../../mesh/index/sidecar-routes';
import { routingOf } from '../../mesh/index/routing';
import { RegisteredPort } from '../../mesh/index/services';
import { MESH_GATEWAY, ResolvedVirtualService } from '../../mesh/index/virtual-services';
import { hostsOverlap, isWildcard } from '../../mesh/semantics/host-match';
import { Entrance } from './entrance';
import { MeshPair, SIDES } from './client-pair';

type Scheme = Entrance['scheme'];

/** A way to ask for a host. */
export interface MeshDoor {
  readonly scheme: Scheme;
  readonly port: number;
  /** The server name of the TLS handshake, where it is another than the host. */
  readonly sni?: string;
}

const HTTP_PORT = 80;

/** The hosts that pods of two meshes can ask for, and how. */
export class MeshHosts {
  private readonly ports = new Map<string, Map<string, MeshDoor>>();
  private readonly routed = new Map<string, ResolvedVirtualService[]>();
  private readonly wildcards = new Map<string, ResolvedVirtualService[]>();

  constructor(meshes: MeshPair) {
    for (const mesh of SIDES.map((side) => meshes[side])) {
      for (const { hostname, ports } of mesh.services.all) {
        ports.flatMap(doorsOf).forEach((door) => this.add(hostname.toLowerCase(), door));
      }
      for (const virtualService of routingOf(mesh).virtualServices.all) {
        if (virtualService.gateways.includes(MESH_GATEWAY)) {
          this.addVirtualService(virtualService);
        }
      }
    }
  }

  /** All hosts. */
  public get all(): Iterable<string> {
    return this.ports.keys();
  }

  /** The ways to ask for a host. */
  public doors(host: string): readonly MeshDoor[] {
    const own = [...(this.ports.get(host)?.values() ?? [])];
    const names = this.virtualServicesFor(host).flatMap(({ tls }) =>
      tls.flatMap(({ match }) => match.flatMap(({ sniHosts }) => sniHosts)),
    );
    const others = [...new Set(names)].filter((name) => name.toLowerCase() !== host && !isWildcard(name));
    return own.flatMap((door) => (door.scheme === 'tls' ? [door, ...others.map((sni) => ({ ...door, sni }))] : [door]));
  }

  /** The VirtualServices of either mesh that route requests of pods for a host. */
  public virtualServicesFor(host: string): readonly ResolvedVirtualService[] {
    const covering = [...this.wildcards]
      .filter(([wildcard]) => hostsOverlap(wildcard, host))
      .flatMap(([, each]) => each);
    return [...(this.routed.get(host) ?? []), ...covering];
  }

  private addVirtualService(virtualService: ResolvedVirtualService): void {
    const ports = new Set([
      HTTP_PORT,
      ...virtualService.http.flatMap(({ route }) =>
        (route.match ?? []).flatMap(({ port = 0 }) => (port === 0 ? [] : [port])),
      ),
    ]);
    for (const host of virtualService.hosts.map((each) => each.toLowerCase())) {
      const list = isWildcard(host) ? this.wildcards : this.routed;
      list.set(host, [...(list.get(host) ?? []), virtualService]);
      ports.forEach((port) => this.add(host, { scheme: 'http', port }));
    }
  }

  private add(host: string, door: MeshDoor): void {
    const doors = this.ports.get(host) ?? new Map<string, MeshDoor>();
    doors.set(`${door.scheme} ${door.port}`, door);
    this.ports.set(host, doors);
  }
}

/** How a port is spoken to; one whose protocol is sniffed in either way. */
function doorsOf(port: RegisteredPort): readonly MeshDoor[] {
  const { number, protocol } = port;
  const schemes: Scheme[] = mayCarryHttp(port) ? ['http'] : [];
  if (protocol === undefined || !carriesHttp(protocol)) {
    schemes.push(protocol === Protocol.HTTPS || protocol === Protocol.TLS ? 'tls' : 'tcp');
  }
  return schemes.map((scheme) => ({ scheme, port: number }));
}
