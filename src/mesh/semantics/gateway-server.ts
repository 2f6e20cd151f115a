import { carriesHttp, Protocol } from '../../kernel/protocol';
import { Server } from '../wire/networking';
import { hostsOverlap } from './host-match';
import { parseProtocol } from './port-protocol';

/** A host that a server of a Gateway takes. */
export interface ServerHost {
  readonly host: string;
  /** The one namespace whose VirtualServices may have it; undefined where those of all may. */
  readonly namespace?: string;
}

/** The hosts of a server: an entry may begin with a namespace and a slash, where `.` is that of the Gateway and `*` is any. */
export function serverHosts({ hosts }: Server, gatewayNamespace: string): ServerHost[] {
  return hosts.includes('*/*') ? [{ host: '*' }] : hosts.map((entry) => parseHost(entry, gatewayNamespace));
}

function parseHost(entry: string, gatewayNamespace: string): ServerHost {
  const slash = entry.indexOf('/');
  if (slash < 0) {
    return { host: entry };
  }
  const [namespace, host] = [entry.slice(0, slash), entry.slice(slash + 1)];
  return namespace === '*' ? { host } : { host, namespace: namespace === '.' ? gatewayNamespace : namespace };
}

/** Whether a server takes routes of a VirtualService of a namespace for a host. */
export function acceptsHost(server: Server, gatewayNamespace: string, host: string, namespace: string): boolean {
  return server.hosts.some((entry) => {
    const accepted = parseHost(entry, gatewayNamespace);
    return (accepted.namespace === undefined || accepted.namespace === namespace) && hostsOverlap(accepted.host, host);
  });
}

/** The hosts of a server of a Gateway of a namespace: `namespace/host` where a host belongs to one namespace only. */
export function scopedHosts(server: Server, gatewayNamespace: string): readonly string[] {
  return serverHosts(server, gatewayNamespace).map(({ host, namespace }) =>
    namespace === undefined ? host : `${namespace}/${host}`,
  );
}

/** The hosts among a server's that are open to a VirtualService of a namespace, without that namespace. */
export function hostsForNamespace(hosts: readonly string[], namespace: string): readonly string[] {
  return hosts.flatMap((host) => {
    const slash = host.indexOf('/');
    return slash < 0 ? host : host.slice(0, slash) === namespace ? host.slice(slash + 1) : [];
  });
}

/** What becomes of connections to a server. */
export type ServerKind =
  /** Plain HTTP. */
  | 'http'
  /** TLS that ends at the gateway, with HTTP in it. */
  | 'https'
  /** TLS that ends at the gateway, with any bytes in it. */
  | 'tls'
  /** TLS that is passed on by its SNI. */
  | 'passthrough'
  /** Bytes that are passed on. */
  | 'tcp';

/** What becomes of connections to the server. */
export function serverKind(server: Server): ServerKind {
  const protocol = parseProtocol(server.port.protocol);
  if (protocol !== undefined && carriesHttp(protocol)) {
    return 'http';
  }
  if (server.tls === undefined) {
    return 'tcp';
  }
  if (passesThrough(server)) {
    return 'passthrough';
  }
  return protocol === Protocol.HTTPS ? 'https' : 'tls';
}

/** The routes of a VirtualService that a server looks at; none where it forwards by what the SNI encodes. */
export type ServerRoutes = 'http' | 'tcp' | 'tls' | 'none';

/** Which routes a server looks at. */
export function routesOfServer(server: Server): ServerRoutes {
  const kind = serverKind(server);
  switch (kind) {
    case 'http':
    case 'https':
      return 'http';
    case 'passthrough':
      return server.tls?.mode === 'AUTO_PASSTHROUGH' ? 'none' : 'tls';
    case 'tls':
    case 'tcp':
      return 'tcp';
  }
}

/** Whether a server with TLS settings leaves TLS to whoever is behind it, which is what it does without a mode. */
export function passesThrough({ tls }: Server): boolean {
  return tls !== undefined && ['PASSTHROUGH', 'AUTO_PASSTHROUGH'].includes(tls.mode ?? 'PASSTHROUGH');
}

/** Whether a server sends plain requests to HTTPS. */
export function redirectsToHttps(server: Server): boolean {
  return server.tls?.httpsRedirect === true && routesOfServer(server) === 'http' && !isTlsServer(server);
}

/** Whether clients speak TLS to a server; plain HTTP with a redirect to HTTPS is no TLS. */
export function isTlsServer(server: Server): boolean {
  const protocol = parseProtocol(server.port.protocol);
  return server.tls !== undefined && !(protocol !== undefined && carriesHttp(protocol));
}
