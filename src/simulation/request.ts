import { Client } from './client';
import { DEFAULT_PORTS, parseUrl } from './url';

/** What of a request can be said besides its URL. */
export interface RequestOptions {
  /**
   * Who sends it.
   *
   * @default - somebody outside, by Istio's ingress gateway
   */
  readonly from?: Client;
  /** @default GET */
  readonly method?: string;
  /**
   * Headers by name. `Host` stands in place of the host of the URL.
   *
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };
  /**
   * The server name that the client asks for in the TLS handshake; '' for none.
   *
   * @default - the host of the URL
   */
  readonly sni?: string;
  /**
   * The certificate that the client shows in the TLS handshake, as PEM.
   *
   * @default - none
   */
  readonly clientCertificate?: string;
  /** @default HTTP/1.1 */
  readonly httpVersion?: 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2';
  /**
   * The address that the client has.
   *
   * @default - not known: conditions on it are not met
   */
  readonly sourceIp?: string;
}

/** A request, or with `tcp://` and `tls://` a connection that carries none. */
export class Request {
  /** A request for a URL with `http`, `https`, `grpc`, `tcp` or `tls`. */
  public static of(url: string, options: RequestOptions = {}): Request {
    const parts = parseUrl(url);
    const usualPort = parts && DEFAULT_PORTS.get(parts.scheme);
    if (parts === undefined || usualPort === undefined) {
      throw new Error(
        `A request needs a URL with one of the schemes ${[...DEFAULT_PORTS.keys()].join(', ')}; got ${JSON.stringify(url)}.`,
      );
    }
    const { scheme, host, port } = parts;
    const headers = new Map(Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    const sentHost = headers.get('host');
    headers.delete('host');
    return new Request(
      scheme,
      host,
      port ?? usualPort,
      sentHost ?? (port === undefined ? host : `${host}:${port}`),
      parts.target,
      headers,
      options,
    );
  }

  /** A GET request. */
  public static get(url: string, options: RequestOptions = {}): Request {
    return Request.of(url, { ...options, method: 'GET' });
  }

  /** A POST request. */
  public static post(url: string, options: RequestOptions = {}): Request {
    return Request.of(url, { ...options, method: 'POST' });
  }

  /** A call of a gRPC method, as HTTP/2: `grpc://host:port/package.Service/Method`. */
  public static grpc(url: string, options: RequestOptions = {}): Request {
    const headers = { 'content-type': 'application/grpc', te: 'trailers', ...options.headers };
    return Request.of(url, { httpVersion: 'HTTP/2', ...options, headers, method: 'POST' });
  }

  private constructor(
    public readonly scheme: string,
    /** The host that the client connects to. */
    public readonly host: string,
    /** The port that the client connects to. */
    public readonly port: number,
    /** What it sends as `Host` or `:authority`. */
    public readonly authority: string,
    /** Path and query, as they are sent. */
    public readonly target: string,
    /** By names in lower case; without `Host`. */
    public readonly headers: ReadonlyMap<string, string>,
    private readonly options: RequestOptions,
  ) {}

  public get from(): Client {
    return this.options.from ?? Client.outside();
  }

  public get method(): string {
    return this.options.method ?? 'GET';
  }

  public get httpVersion(): string {
    return this.options.httpVersion ?? 'HTTP/1.1';
  }

  /** Whether it comes over TLS. */
  public get isTls(): boolean {
    return this.scheme === 'https' || this.scheme === 'tls';
  }

  /** Whether it is HTTP; otherwise bytes of which nothing is known. */
  public get isHttp(): boolean {
    return this.scheme !== 'tcp' && this.scheme !== 'tls';
  }

  /** Whether it is a call of a gRPC method. */
  public get isGrpc(): boolean {
    return /^application\/grpc($|[+;])/.test(this.headers.get('content-type') ?? '');
  }

  /** The server name of the TLS handshake; undefined without TLS or without one. */
  public get sni(): string | undefined {
    const sni = (this.options.sni ?? this.host).toLowerCase();
    return this.isTls && sni !== '' ? sni : undefined;
  }

  public get clientCertificate(): string | undefined {
    return this.options.clientCertificate;
  }

  public get sourceIp(): string | undefined {
    return this.options.sourceIp;
  }
}
