import * as networking from '../../imports/networking';
import { checkPort } from '../kernel/port';
import { Field } from './private/field';
import { checkAuthority } from './private/http-syntax';

const FIELD = new Field('redirect');

/**
 * The port in a redirect's URL where none is spelled out.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect-RedirectPortSelection
 */
export enum RedirectPort {
  /** The one of the scheme, 80 or 443, which the URL leaves out. */
  FROM_PROTOCOL_DEFAULT = 'FROM_PROTOCOL_DEFAULT',
  /** The one that the request has arrived at. */
  FROM_REQUEST_PORT = 'FROM_REQUEST_PORT',
}

/**
 * The schemes that a redirect can lead to.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect-scheme
 */
export enum RedirectScheme {
  /** Plain HTTP. */
  HTTP = 'http',
  /** HTTP over TLS. */
  HTTPS = 'https',
}

/**
 * The statuses that Envoy redirects with.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect-redirect_code
 */
export enum RedirectCode {
  /** For good; clients may turn a POST into a GET. */
  MOVED_PERMANENTLY = 301,
  /** For now; clients may turn a POST into a GET. */
  FOUND = 302,
  /** For now; the answer is got with a GET. */
  SEE_OTHER = 303,
  /** For now; method and body stay. */
  TEMPORARY_REDIRECT = 307,
  /** For good; method and body stay. */
  PERMANENT_REDIRECT = 308,
}

/** The parts of the URL that a redirect changes; the others stay as the client asked. */
export interface HttpRedirectOptions {
  /**
   * The whole path, with a query if it is to replace the client's. Not together with `prefixRewrite`.
   *
   * @default - the path stays.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect-uri
   */
  readonly uri?: string;

  /**
   * What takes the place of the prefix that the route has matched, letter by letter: with `/foo` and `/` a redirect of
   * `/foo/bar` leads to `//bar`. Every match of the route that has a path needs a prefix.
   *
   * @default - the path stays.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect-prefix_rewrite
   */
  readonly prefixRewrite?: string;

  /**
   * The host.
   *
   * @default - the host stays.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect-authority
   */
  readonly authority?: string;

  /**
   * The port that clients are sent to. Not together with `derivePort`.
   *
   * @default - the port stays; 80 and 443 go when the scheme does.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect-port
   */
  readonly port?: number;

  /**
   * Where the port comes from. Not together with `port`.
   *
   * @default - the port stays; 80 and 443 go when the scheme does.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect-derive_port
   */
  readonly derivePort?: RedirectPort;

  /**
   * The scheme that clients are sent to.
   *
   * @default - the scheme stays.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect-scheme
   */
  readonly scheme?: RedirectScheme;

  /**
   * The status of the response.
   *
   * @default RedirectCode.MOVED_PERMANENTLY
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect-redirect_code
   */
  readonly redirectCode?: RedirectCode;
}

/**
 * An answer that sends the client to another URL.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect
 */
export class HttpRedirect {
  /**
   * To a URL that differs in these parts.
   *
   * @throws if none differs, two of them say the same thing, or one is not as Istio takes it.
   */
  public static to(options: HttpRedirectOptions): HttpRedirect {
    return new HttpRedirect(options);
  }

  /** To the same URL with `https`, for good. */
  public static toHttps(): HttpRedirect {
    return new HttpRedirect({ scheme: RedirectScheme.HTTPS });
  }

  private readonly redirect: networking.HttpRedirect;

  private constructor(options: HttpRedirectOptions) {
    checkParts(options);
    const { uri, prefixRewrite, authority, port, derivePort, scheme, redirectCode } = options;
    this.redirect = {
      uri: uri === undefined ? undefined : checkSlash(uri, FIELD.of('uri')),
      prefixRewrite: prefixRewrite === undefined ? undefined : checkSlash(prefixRewrite, FIELD.of('prefixRewrite')),
      authority: authority === undefined ? undefined : checkAuthority(authority, FIELD.of('authority')),
      port: port === undefined ? undefined : checkPort(port, 'the port of a redirect'),
      derivePort: derivePort as networking.HttpRedirectRedirectPortSelection | undefined,
      scheme,
      redirectCode,
    };
  }

  /** Whether the matched prefix is replaced. @internal */
  public get _replacesPrefix(): boolean {
    return this.redirect.prefixRewrite !== undefined;
  }

  /** @internal */
  public _render(): networking.HttpRedirect {
    return { ...this.redirect };
  }
}

function checkParts(options: HttpRedirectOptions): void {
  const { uri, prefixRewrite, authority, port, derivePort, scheme } = options;
  if ([uri, prefixRewrite, authority, port, derivePort, scheme].every((part) => part === undefined)) {
    throw FIELD.fault('must change the URL', options, 'give uri, prefixRewrite, authority, port, derivePort or scheme');
  }
  if (uri !== undefined && prefixRewrite !== undefined) {
    throw FIELD.fault('must not have both uri and prefixRewrite', { uri, prefixRewrite }, 'leave one of them out');
  }
  if (port !== undefined && derivePort !== undefined) {
    throw FIELD.fault('must not have both port and derivePort', { port, derivePort }, 'leave one of them out');
  }
}

function checkSlash(path: string, field: Field): string {
  if (typeof path !== 'string' || !path.startsWith('/')) {
    throw field.fault(
      "must be a path that begins with '/'",
      path,
      'give the path alone; scheme, authority and port have fields of their own',
    );
  }
  return path;
}
