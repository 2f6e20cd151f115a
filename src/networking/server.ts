import * as networking from '../../imports/networking';
import { misuse } from '../kernel/errors';
import { checkHost } from '../kernel/host';
import { checkLabelName } from '../kernel/kube-name';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { checkList } from '../kernel/value-type';
import { checkPort } from '../kernel/port';
import { Protocol, carriesHttp, protocolOfPortName } from '../kernel/protocol';
import { ServerTls } from './server-tls';

/** What every server of a Gateway takes. */
export interface ServerOptions {
  /**
   * The hosts that are served: names, wildcards such as `*.example.com`, or `*`. A `namespace/` before one admits only
   * VirtualServices of that namespace, `./` only those of the Gateway's own.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server-hosts
   */
  readonly hosts: string[];

  /**
   * The port that the gateway's Service opens; 0 together with a Unix socket in `bind`.
   *
   * @default - 80 for plain HTTP, 443 for HTTPS and TLS; plain TCP has no default.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Port-number
   */
  readonly port?: number;

  /**
   * The port's name, unique in its Gateway.
   *
   * @default - the protocol in lower case, followed by the port where that is not the usual one: `https`, `https-8443`.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Port-name
   */
  readonly portName?: string;

  /**
   * The server's own name, unique among all servers of the workload; statistics carry it.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server-name
   */
  readonly name?: string;

  /**
   * The address to listen on: an IP address, or `unix:///path` for a Unix socket.
   *
   * @default - every address of the pod.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server-bind
   */
  readonly bind?: string;

  /**
   * Where traffic goes that no route takes; Istio accepts the field and does nothing with it yet.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
   */
  readonly defaultEndpoint?: string;

  /**
   * The port's `targetPort`, which has no meaning on a Gateway: Istio takes nothing but 0.
   *
   * @default - not written.
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Port
   */
  readonly targetPort?: number;

  /**
   * Fields of the server that have no property here yet.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

const SOCKET = 'unix://';

/**
 * A port of a gateway with the hosts that it serves.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
 */
export class Server {
  /** Plain HTTP/1.1, on port 80 unless said otherwise. */
  public static http(options: ServerOptions): Server {
    return new Server(Protocol.HTTP, 80, undefined, options);
  }

  /**
   * Plain HTTP that answers every request with a redirect to HTTPS (301), on port 80 unless said otherwise.
   *
   * The redirect also takes the HTTP-01 challenges of an ACME server, at `/.well-known/acme-challenge/`.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-https_redirect
   */
  public static httpsRedirect(options: ServerOptions): Server {
    return new Server(Protocol.HTTP, 80, 'redirect', options);
  }

  /** Plain HTTP/2, on port 80 unless said otherwise. */
  public static http2(options: ServerOptions): Server {
    return new Server(Protocol.HTTP2, 80, undefined, options);
  }

  /** Plain gRPC, on port 80 unless said otherwise. */
  public static grpc(options: ServerOptions): Server {
    return new Server(Protocol.GRPC, 80, undefined, options);
  }

  /** Plain gRPC-Web, on port 80 unless said otherwise. */
  public static grpcWeb(options: ServerOptions): Server {
    return new Server(Protocol.GRPC_WEB, 80, undefined, options);
  }

  /** HTTP over TLS, on port 443 unless said otherwise. */
  public static https(tls: ServerTls, options: ServerOptions): Server {
    return new Server(Protocol.HTTPS, 443, tls, options);
  }

  /** Any protocol over TLS, ended here or handed on by SNI, on port 443 unless said otherwise. */
  public static tls(tls: ServerTls, options: ServerOptions): Server {
    return new Server(Protocol.TLS, 443, tls, options);
  }

  /**
   * Any bytes over TCP.
   *
   * @throws if no port is given.
   */
  public static tcp(options: ServerOptions): Server {
    return new Server(Protocol.TCP, undefined, undefined, options);
  }

  /** MongoDB's protocol, on port 27017 unless said otherwise. */
  public static mongo(options: ServerOptions): Server {
    return new Server(Protocol.MONGO, 27017, undefined, options);
  }

  /** The port's number. */
  public readonly port: number;
  /** The port's name. */
  public readonly portName: string;
  private readonly options: ServerOptions;
  private readonly overrides: JsonMap | undefined;

  private constructor(
    /** What is spoken on the port. */
    public readonly protocol: Protocol,
    usualPort: number | undefined,
    private readonly security: ServerTls | 'redirect' | undefined,
    options: ServerOptions,
  ) {
    this.port = portOf(options, usualPort, protocol);
    const usualName = protocol.toLowerCase();
    this.portName = options.portName ?? (this.port === usualPort ? usualName : `${usualName}-${this.port}`);
    checkPortName(this.portName, protocol);
    checkHosts(options.hosts);
    if (options.targetPort !== undefined && options.targetPort !== 0) {
      throw misuse({
        rule: 'targetPort means nothing on a Gateway, and Istio refuses it',
        received: options.targetPort,
        fix: "leave it out: the gateway's Service says which port of the pods its own ports lead to",
      });
    }
    this.options = { ...options, hosts: [...options.hosts] };
    this.overrides = deepCopy(options.overrides);
  }

  /** The hosts that are served. */
  public get hosts(): string[] {
    return [...this.options.hosts];
  }

  /** The TLS settings; undefined for plain text. @internal */
  public get _tls(): ServerTls | undefined {
    return this.security instanceof ServerTls ? this.security : undefined;
  }

  /** The address to listen on. @internal */
  public get _bind(): string | undefined {
    return this.options.bind;
  }

  /** Whether requests are in plain text, which decides with whom the port can be shared. @internal */
  public get _isPlainHttp(): boolean {
    return carriesHttp(this.protocol);
  }

  /** @internal */
  public _render(credentialNames: readonly string[]): networking.Server {
    return withOverrides(
      {
        port: {
          number: this.port,
          name: this.portName,
          protocol: this.protocol,
          targetPort: this.options.targetPort,
        },
        hosts: this.hosts,
        name: this.options.name,
        bind: this.options.bind,
        defaultEndpoint: this.options.defaultEndpoint,
        tls: this.security === 'redirect' ? { httpsRedirect: true } : this.security?._render(credentialNames),
      },
      this.overrides,
    );
  }
}

function portOf(options: ServerOptions, usualPort: number | undefined, protocol: Protocol): number {
  if (options.bind?.startsWith(SOCKET)) {
    if (options.port !== undefined && options.port !== 0) {
      throw misuse({
        rule: 'a server on a Unix socket has no port',
        received: options.port,
        fix: 'leave port out, or bind to an IP address',
      });
    }
    return 0;
  }
  const port = options.port ?? usualPort;
  if (port === undefined) {
    throw misuse({
      rule: `a ${protocol} server needs a port`,
      received: port,
      fix: 'give `port`, as the gateway Service opens it',
    });
  }
  return checkPort(port, 'the port of a server');
}

/** Ports of these families are named alike. */
function familyOf(protocol: Protocol): string {
  if (carriesHttp(protocol)) {
    return 'HTTP';
  }
  return protocol === Protocol.HTTPS || protocol === Protocol.TLS ? 'TLS' : 'TCP';
}

function checkPortName(portName: string, protocol: Protocol): void {
  if (portName === '') {
    throw misuse({ rule: 'the port of a server needs a name', received: portName, fix: "such as 'https'" });
  }
  const declared = protocolOfPortName(portName);
  if (declared !== undefined && familyOf(declared) !== familyOf(protocol)) {
    throw misuse({
      rule: `a port that speaks ${protocol} must not be named for ${declared}`,
      received: portName,
      fix: `name it '${protocol.toLowerCase()}', or use the server for ${declared}`,
    });
  }
}

function checkHosts(hosts: string[]): void {
  if (checkList(hosts, 'hosts of a server').length === 0) {
    throw misuse({ rule: 'a server needs at least one host', received: hosts, fix: "list its hosts, or '*' for all" });
  }
  for (const host of hosts) {
    const slash = host.indexOf('/');
    const namespace = slash < 0 ? '*' : host.slice(0, slash);
    if (namespace !== '*' && namespace !== '.') {
      checkLabelName(namespace, 'the namespace before a host of a server');
    }
    checkHost(host.slice(slash + 1), 'a host of a server');
  }
  const repeated = hosts.find((host, index) => hosts.indexOf(host) !== index);
  if (repeated !== undefined) {
    throw misuse({ rule: 'a server may list a host once', received: repeated, fix: 'remove the second one' });
  }
}
