import { isDnsLabel } from './labels';

/** What Istio calls the protocols of ports, in lower case. */
const HTTP: ReadonlySet<string> = new Set(['http', 'http2', 'http_proxy', 'grpc', 'grpc-web']);
const TLS: ReadonlySet<string> = new Set(['https', 'tls']);
const TCP: ReadonlySet<string> = new Set(['tcp', 'mongo', 'redis', 'mysql', ...TLS]);

/** Whether Istio knows the protocol. */
export function isProtocol(protocol: string | undefined): boolean {
  const name = lower(protocol);
  return HTTP.has(name) || TCP.has(name) || name === 'udp';
}

/** Whether requests can be seen on a port of this protocol. */
export function isHttp(protocol: string | undefined): boolean {
  return HTTP.has(lower(protocol));
}

/** Whether a port of this protocol is one of TLS. */
export function isTls(protocol: string | undefined): boolean {
  return TLS.has(lower(protocol));
}

/** Whether a port of this protocol carries bytes over TCP, HTTP in plain text aside. */
export function isTcp(protocol: string | undefined): boolean {
  return TCP.has(lower(protocol));
}

/** What is wrong with a protocol that may be left out, to be sniffed. */
export function faultOfProtocol(protocol = ''): string | undefined {
  return protocol === '' || isProtocol(protocol) ? undefined : `"${protocol}" is no protocol that Istio knows`;
}

/** What is wrong with a number of a port; a missing one is 0. */
export function faultOfPort(port = 0): string | undefined {
  return port >= 1 && port <= 65535 ? undefined : `${port} is no port, which is from 1 to 65535`;
}

/** What is wrong with a name of a port. */
export function faultOfPortName(name = ''): string | undefined {
  return isDnsLabel(name) ? undefined : `"${name}" can't be the name of a port`;
}

function lower(protocol = ''): string {
  return protocol.toLowerCase();
}
