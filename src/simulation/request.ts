import { misuse } from '../kernel/errors';
import { Client } from './client';
import { HttpVersion } from './http-version';
import { DEFAULT_PORTS, parseUrl, UrlParts } from './url';

/** What of a request can be said besides its URL. */
export interface RequestOptions {
  /**
   * Who sends it.
   *
   * @default - somebody outside, by Istio's ingress gateway.
   */
  readonly from?: Client;

  /**
   * The HTTP method, in capitals.
   *
   * @default 'GET'
   */
  readonly method?: string;

  /**
   * Headers by name. `Host` stands in place of the host of the URL.
   *
   * @default - none.
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * The server name that the client asks for in the TLS handshake (SNI); '' for none.
   *
   * @default - the host of the URL.
   */
  readonly sni?: string;

  /**
   * The certificate that the client shows in the TLS handshake, as PEM; the private key is not needed.
   *
   * @default - none.
   */
  readonly clientCertificate?: string;

  /**
   * The version of HTTP that the client speaks.
   *
   * @default HttpVersion.HTTP_1_1
   */
  readonly httpVersion?: HttpVersion;

  /**
   * The IP address that the client has.
   *
   * @default - not known: conditions on it are not met.
   */
  readonly sourceIp?: string;
}

/** A request, or with `tcp://` and `tls://` a connection that carries none. */
export class Request {
  /**
   * A request for a URL with `http`, `https`, `grpc`, `tcp` or `tls`. Without a port it is that of the scheme.
   *
   * @throws if the text is no URL, or one with another scheme.
   */
  public static of(url: string, options: RequestOptions = {}): Request {
    const parts = parseUrl(url);
    const usualPort = parts && DEFAULT_PORTS.get(parts.scheme);
    if (parts === undefined || usualPort === undefined) {
      throw misuse({
        at: 'Request',
        rule: `a request needs a URL with one of the schemes ${[...DEFAULT_PORTS.keys()].join(', ')}`,
        received: url,
        fix: "give one such as 'https://shop.example.com/cart'",
      });
    }
    return new Request(parts, parts.port ?? usualPort, options);
  }

  /**
   * A GET request.
   *
   * @throws as `of()` does.
   */
  public static get(url: string, options: RequestOptions = {}): Request {
    return Request.of(url, { ...options, method: 'GET' });
  }

  /**
   * A POST request.
   *
   * @throws as `of()` does.
   */
  public static post(url: string, options: RequestOptions = {}): Request {
    return Request.of(url, { ...options, method: 'POST' });
  }

  /**
   * A call of a gRPC method, as HTTP/2: `grpc://host:port/package.Service/Method`, or `https://` over TLS.
   *
   * @throws as `of()` does.
   */
  public static grpc(url: string, options: RequestOptions = {}): Request {
    const headers = { 'content-type': 'application/grpc', te: 'trailers', ...options.headers };
    return Request.of(url, { httpVersion: HttpVersion.HTTP_2, ...options, headers, method: 'POST' });
  }

  /** `http`, `https`, `grpc`, `tcp` or `tls`. */
  public readonly scheme: string;
  /** The host that the client connects to. */
  public readonly host: string;
  /** The port that the client connects to. */
  public readonly port: number;
  /** What it sends as `Host` or `:authority`. */
  public readonly authority: string;
  /** Path and query, as they are sent. */
  public readonly target: string;
  /** The HTTP method. */
  public readonly method: string;
  /** The version of HTTP that the client speaks. */
  public readonly httpVersion: HttpVersion;
  /** Who sends it. */
  public readonly from: Client;
  /** Headers by names in lower case; without `Host`. */
  public readonly headers: { readonly [name: string]: string };
  /** The headers once more. @internal */
  public readonly _headers: ReadonlyMap<string, string>;
  /**
   * The server name of the TLS handshake, in lower case.
   *
   * @default - none: there is no TLS, or no name is asked for.
   */
  public readonly sni?: string;
  /**
   * The certificate that the client shows, as PEM.
   *
   * @default - none.
   */
  public readonly clientCertificate?: string;
  /**
   * The IP address of the client.
   *
   * @default - not known.
   */
  public readonly sourceIp?: string;

  private constructor({ scheme, host, port: written, target }: UrlParts, port: number, options: RequestOptions) {
    const headers = new Map(Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    const sentHost = headers.get('host');
    headers.delete('host');
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.authority = sentHost ?? (written === undefined ? host : `${host}:${written}`);
    this.target = target;
    this.method = options.method ?? 'GET';
    this.httpVersion = options.httpVersion ?? HttpVersion.HTTP_1_1;
    this.from = options.from ?? Client.outside();
    this.headers = Object.fromEntries(headers);
    this._headers = headers;
    const sni = (options.sni ?? host).toLowerCase();
    this.sni = this.isTls && sni !== '' ? sni : undefined;
    this.clientCertificate = options.clientCertificate;
    this.sourceIp = options.sourceIp;
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
    return /^application\/grpc($|[+;])/.test(this._headers.get('content-type') ?? '');
  }
}
