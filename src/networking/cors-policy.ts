import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { StringMatch } from '../kernel/string-match';
import { Field } from './private/field';
import { isToken } from './private/http-syntax';

/**
 * The methods that a CORS policy can allow.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy-allow_methods
 */
export enum CorsMethod {
  /** All methods; browsers take it only for requests without credentials. */
  ANY = '*',
  /** GET. */
  GET = 'GET',
  /** HEAD. */
  HEAD = 'HEAD',
  /** POST. */
  POST = 'POST',
  /** PUT. */
  PUT = 'PUT',
  /** PATCH. */
  PATCH = 'PATCH',
  /** DELETE. */
  DELETE = 'DELETE',
  /** CONNECT. */
  CONNECT = 'CONNECT',
  /** OPTIONS. */
  OPTIONS = 'OPTIONS',
  /** TRACE. */
  TRACE = 'TRACE',
}

/**
 * What happens to preflight requests from origins that are not allowed.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy-UnmatchedPreflights
 */
export enum UnmatchedPreflights {
  /** The same as `FORWARD`. */
  UNSPECIFIED = 'UNSPECIFIED',
  /** They go to the backend. */
  FORWARD = 'FORWARD',
  /** Envoy answers them itself, without the headers that would allow the request. */
  IGNORE = 'IGNORE',
}

/**
 * Which pages of other origins a browser lets read the responses.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy
 */
export interface CorsPolicy {
  /**
   * Origins that are allowed: scheme, host and port, as browsers send them. The exact text `*` allows all. Mind that the prefix
   * `https://example.com` also fits `https://example.com.evil.test`.
   *
   * @default - no origin is allowed.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy-allow_origins
   */
  readonly allowOrigins?: StringMatch[];

  /**
   * Origins that are allowed, in the older field for exact texts. Not together with `allowOrigins`.
   *
   * @default - none.
   * @deprecated Istio has replaced this field; use `allowOrigins`
   */
  readonly allowOrigin?: string[];

  /**
   * Methods that are allowed.
   *
   * @default - those that browsers allow by themselves: GET, HEAD, POST.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy-allow_methods
   */
  readonly allowMethods?: CorsMethod[];

  /**
   * Request headers that are allowed; `*` for all.
   *
   * @default - those that browsers allow by themselves.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy-allow_headers
   */
  readonly allowHeaders?: string[];

  /**
   * Response headers that pages may read; `*` for all.
   *
   * @default - those that browsers show by themselves.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy-expose_headers
   */
  readonly exposeHeaders?: string[];

  /**
   * How long browsers may keep the answer to a preflight request: whole seconds, at least one.
   *
   * @default - as the browser likes, a few seconds.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy-max_age
   */
  readonly maxAge?: Duration;

  /**
   * Whether requests may carry cookies and other credentials.
   *
   * @default - they may not.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy-allow_credentials
   */
  readonly allowCredentials?: boolean;

  /**
   * What happens to preflight requests from origins that are not allowed.
   *
   * @default UnmatchedPreflights.FORWARD
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy-unmatched_preflights
   */
  readonly unmatchedPreflights?: UnmatchedPreflights;
}

/** A CORS policy as it is rendered, copied; throws if Istio would refuse or ignore a part of it. */
export function renderCors(policy: CorsPolicy | undefined, field: Field): networking.CorsPolicy | undefined {
  if (policy === undefined) {
    return undefined;
  }
  if (policy.allowOrigins !== undefined && policy.allowOrigin !== undefined) {
    throw field.fault(
      'must not have both allowOrigins and allowOrigin, of which Istio ignores the second',
      policy.allowOrigin,
      'move its entries to allowOrigins: StringMatch.exact(...)',
    );
  }
  return {
    allowOrigins: policy.allowOrigins?.map((origin, index) =>
      renderOrigin(origin, field.of('allowOrigins').entry(index)),
    ),
    allowOrigin: policy.allowOrigin?.map((origin, index) => field.of('allowOrigin').entry(index).text(origin)),
    allowMethods: policy.allowMethods && [...policy.allowMethods],
    allowHeaders: policy.allowHeaders?.map((name, index) => checkHeader(name, field.of('allowHeaders').entry(index))),
    exposeHeaders: policy.exposeHeaders?.map((name, index) =>
      checkHeader(name, field.of('exposeHeaders').entry(index)),
    ),
    maxAge: renderMaxAge(policy.maxAge, field.of('maxAge')),
    allowCredentials: policy.allowCredentials,
    unmatchedPreflights: policy.unmatchedPreflights as networking.CorsPolicyUnmatchedPreflights | undefined,
  };
}

function renderOrigin(origin: StringMatch, field: Field): networking.StringMatch {
  field.text(origin.value);
  return origin._render();
}

function checkHeader(name: string, field: Field): string {
  if (!isToken(name)) {
    throw field.fault('must be the name of a header', name, "use letters, digits and '-', or '*' for all");
  }
  return name;
}

function renderMaxAge(maxAge: Duration | undefined, field: Field): string | undefined {
  const rendered = field.duration(maxAge);
  if (rendered?.endsWith('ms')) {
    throw field.fault('must be whole seconds', rendered, 'round the duration to seconds');
  }
  return rendered;
}
