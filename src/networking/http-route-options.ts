import { Duration } from 'cdk8s';
import { CorsPolicy } from './cors-policy';
import { HttpHeaders } from './header-operations';
import { HttpFault } from './http-fault';
import { HttpMatch } from './http-match';
import { HttpMirror } from './http-mirror';
import { HttpRetry } from './http-retry';
import { HttpRewrite } from './http-rewrite';

/**
 * What every HTTP route takes, whatever it does.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export interface HttpRouteOptions {
  /**
   * A name, which access logs show.
   *
   * @default - no name.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-name
   */
  readonly name?: string;

  /**
   * Which requests the route takes: those that fit one of these. The first route that takes a request has it.
   *
   * @default - every request; so does an empty list.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-match
   */
  readonly match?: HttpMatch[];

  /**
   * Changes to the headers of requests and responses.
   *
   * @default - headers stay as they are.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-headers
   */
  readonly headers?: HttpHeaders;

  /**
   * Which pages of other origins a browser lets read the responses.
   *
   * @default - Envoy leaves CORS to the backend.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-cors_policy
   */
  readonly cors?: CorsPolicy;

  /**
   * Fields of the route that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/**
 * What HTTP routes take that forward requests; on a route that delegates, what the delegate's routes get where they have none.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export interface HttpForwardOptions extends HttpRouteOptions {
  /**
   * What path and authority become.
   *
   * @default - they stay as they are.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-rewrite
   */
  readonly rewrite?: HttpRewrite;

  /**
   * The longest that a request may take, retries included: at least 1ms.
   *
   * @default - as long as it takes.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-timeout
   */
  readonly timeout?: Duration;

  /**
   * How often a request is tried again that has failed.
   *
   * @default - as the mesh is configured; without that 2 times, after failures before the request was processed.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-retries
   */
  readonly retries?: HttpRetry;

  /**
   * Failures that Envoy plays to a share of the requests.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-fault
   */
  readonly fault?: HttpFault;

  /**
   * Destinations that get copies of requests. Not together with `mirror`.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-mirrors
   */
  readonly mirrors?: HttpMirror[];

  /**
   * The one destination that gets copies of requests, in the field that Istio had before `mirrors`.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-mirror
   */
  readonly mirror?: HttpMirror;

  /**
   * The whole percentage of requests that `mirror` copies, in the field that Istio had before percentages with fractions. Not
   * together with a percentage in `mirror`.
   *
   * @default - the percentage in `mirror`.
   * @deprecated Istio has replaced this field; use the percentage in `mirrors`
   */
  readonly mirrorPercent?: number;
}
