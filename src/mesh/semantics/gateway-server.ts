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
  const parsed = hosts.map((entry): ServerHost => {
    const slash = entry.indexOf('/');
    if (slash < 0) {
      return { host: entry };
    }
    const [namespace, host] = [entry.slice(0, slash), entry.slice(slash + 1)];
    return namespace === '*' ? { host } : { host, namespace: namespace === '.' ? gatewayNamespace : namespace };
  });
  return hosts.includes('*/*') ? [{ host: '*' }] : parsed;
}

/** Whether a server takes routes of a VirtualService of a namespace for a host. */
export function acceptsHost(server: Server, gatewayNamespace: string, host: string, namespace: string): boolean {
  return serverHosts(server, gatewayNamespace).some(
    (accepted) =>
      (accepted.namespace === undefined || accepted.namespace === namespace) && hostsOverlap(accepted.host, host),
  );
}

/** The routes of a VirtualService that a server looks at; none where it forwards by what the SNI encodes. */
export type ServerRoutes = 'http' | 'tcp' | 'tls' | 'none';

/** Which routes a server looks at. */
export function routesOfServer(server: Server): ServerRoutes {
  const protocol = parseProtocol(server.port.protocol);
  if (protocol !== undefined && carriesHttp(protocol)) {
    return 'http';
  }
  if (!passesThrough(server)) {
    return protocol === Protocol.HTTPS ? 'http' : 'tcp';
  }
  return server.tls?.mode === 'AUTO_PASSTHROUGH' ? 'none' : 'tls';
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
