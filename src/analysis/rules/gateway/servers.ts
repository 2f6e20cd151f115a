import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { GATEWAY } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { ServerHost, serverHosts } from '../../../mesh/semantics/gateway-server';
import { TextMap } from '../../../mesh/wire/json';
import { GatewaySpec, Server, ServerTlsSettings } from '../../../mesh/wire/networking';
import { byText } from '../../order';

/** A server of a Gateway, and where it stands. */
export class PlacedServer {
  constructor(
    public readonly object: MeshObject<GatewaySpec>,
    public readonly server: Server,
    public readonly index: number,
    public readonly selector: TextMap,
    /** The selector as a text, which is quicker to compare. */
    public readonly selectorText: string,
  ) {}

  private takenHosts: readonly ServerHost[] | undefined;

  /** Put together when it is asked for, because most servers are as they should be. */
  public get path(): FieldPath {
    return ['spec', 'servers', this.index];
  }

  /** The hosts that it takes, and for which namespaces. */
  public get hosts(): readonly ServerHost[] {
    this.takenHosts ??= serverHosts(this.server, this.object.namespace);
    return this.takenHosts;
  }
}

/** All servers of the Gateways of a mesh, in the order in which Istio takes them: older ones first, as far as it is known. */
export function serversOf(mesh: Mesh): readonly PlacedServer[] {
  return mesh.derive(readServers);
}

function readServers(mesh: Mesh): PlacedServer[] {
  const pods = mesh.derive(gatewayPodsOf);
  const found: PlacedServer[] = [];
  for (const object of [...mesh.all(GATEWAY)].sort(byAge)) {
    const { selector = {}, servers } = object.spec;
    const text = pods.textOf(selector);
    servers?.forEach((server, index) => found.push(new PlacedServer(object, server, index, selector, text)));
  }
  return found;
}

function byAge(a: MeshObject, b: MeshObject): number {
  return byText(a.created ?? '', b.created ?? '') || byText(a.name, b.name) || byText(a.namespace, b.namespace);
}

/** Those with TLS settings, which are all that TLS servers and redirects to HTTPS have. */
export function serversWithTls(mesh: Mesh): readonly ServerWithTls[] {
  return mesh.derive(findServersWithTls);
}

/** A server with TLS settings. */
export interface ServerWithTls {
  readonly placed: PlacedServer;
  readonly tls: ServerTlsSettings;
}

function findServersWithTls(mesh: Mesh): ServerWithTls[] {
  return serversOf(mesh).flatMap((placed) =>
    placed.server.tls === undefined ? [] : [{ placed, tls: placed.server.tls }],
  );
}

/** Whether Istio certainly takes the first server before the second. */
export function isSurelyBefore(a: PlacedServer, b: PlacedServer): boolean {
  return a.object === b.object
    ? a.index < b.index
    : a.object.created !== undefined && b.object.created !== undefined && a.object.created < b.object.created;
}

/** Where the pods listen for a server: two servers with the same key that select the same pods share a listener. */
export function listenerKey(mesh: Mesh, { server, selector }: PlacedServer): string {
  return `${mesh.derive(gatewayPodsOf).listenPort(selector, server.port.number)}/${server.bind ?? ''}`;
}

/** A server as it is called in messages. */
export function describeServer({ object, index, server }: PlacedServer): string {
  return `server ${index} (${server.port.protocol} on port ${server.port.number}) of ${object.title}`;
}
