/**
 * The protocols that Istio tells apart on a port of a Gateway server, a Service or a ServiceEntry.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export enum Protocol {
  /** HTTP/1.1 in plain text. */
  HTTP = 'HTTP',
  /** HTTP over TLS; on a Gateway the TLS settings say who terminates it. */
  HTTPS = 'HTTPS',
  /** HTTP/2 in plain text. */
  HTTP2 = 'HTTP2',
  /** gRPC, which is HTTP/2 in plain text. */
  GRPC = 'GRPC',
  /** gRPC-Web, which is HTTP/1.1. */
  GRPC_WEB = 'GRPC-WEB',
  /** MongoDB's wire protocol. */
  MONGO = 'MONGO',
  /** Redis' wire protocol. */
  REDIS = 'REDIS',
  /** MySQL's wire protocol. */
  MYSQL = 'MYSQL',
  /** Any bytes over TCP. */
  TCP = 'TCP',
  /** TLS that is routed by SNI. */
  TLS = 'TLS',
  /** UDP; Istio leaves it alone. */
  UDP = 'UDP',
}

/** The protocols whose requests HTTP routes can see. */
const HTTP_PROTOCOLS: ReadonlySet<Protocol> = new Set([
  Protocol.HTTP,
  Protocol.HTTP2,
  Protocol.GRPC,
  Protocol.GRPC_WEB,
]);

const BY_NAME: ReadonlyMap<string, Protocol> = new Map([
  ['grpc', Protocol.GRPC],
  ['grpc-web', Protocol.GRPC_WEB],
  ['http', Protocol.HTTP],
  ['http2', Protocol.HTTP2],
  ['https', Protocol.HTTPS],
  ['mongo', Protocol.MONGO],
  ['mysql', Protocol.MYSQL],
  ['redis', Protocol.REDIS],
  ['tcp', Protocol.TCP],
  ['tls', Protocol.TLS],
  ['udp', Protocol.UDP],
]);

const BY_APP_PROTOCOL: ReadonlyMap<string, Protocol> = new Map([
  ...BY_NAME,
  ['kubernetes.io/h2c', Protocol.HTTP2],
  ['kubernetes.io/ws', Protocol.HTTP],
  ['kubernetes.io/wss', Protocol.HTTPS],
]);

/** The one protocol whose name has a dash in it. */
const WITH_DASH = 'grpc-web';

/** Whether a port of this protocol carries requests that HTTP routes apply to. */
export function carriesHttp(protocol: Protocol): boolean {
  return HTTP_PROTOCOLS.has(protocol);
}

/** The protocol that a port's name declares (`http`, `grpc-api`), or undefined where Istio has to sniff it. */
export function protocolOfPortName(name: string): Protocol | undefined {
  const lower = name.toLowerCase();
  const prefix = lower === WITH_DASH || lower.startsWith(`${WITH_DASH}-`) ? WITH_DASH : lower.split('-', 1)[0];
  return BY_NAME.get(prefix);
}

/** The protocol that a Service port's `appProtocol` declares; undefined for one that Istio does not know. */
export function protocolOfAppProtocol(appProtocol: string): Protocol | undefined {
  return BY_APP_PROTOCOL.get(appProtocol.toLowerCase());
}
