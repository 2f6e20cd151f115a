import { Duration } from 'cdk8s';
import { CorsPolicy } from '../networking/cors-policy';
import { HttpHeaders } from '../networking/header-operations';
import { HttpFault } from '../networking/http-fault';
import { HttpMatchConditions } from '../networking/http-match-conditions';
import { HttpMirror } from '../networking/http-mirror';
import { HttpRetry } from '../networking/http-retry';
import { HttpRewrite } from '../networking/http-rewrite';

/** What a route of a service does with its requests. */
export interface MeshRoutePolicies {
  /**
   * The route's name; access logs show it, and faults can be told apart by it.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-name
   */
  readonly name?: string;

  /**
   * How long a request may take; `Duration.seconds(0)` for as long as it takes.
   *
   * @default - as the service.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-timeout
   */
  readonly timeout?: Duration;

  /**
   * When and how often a failed request is tried again.
   *
   * @default - as the service.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-retries
   */
  readonly retries?: HttpRetry;

  /**
   * How path and host are rewritten before the backend gets them.
   *
   * @default - they stay as they are.
   */
  readonly rewrite?: HttpRewrite;

  /**
   * Changes to the headers of requests and responses.
   *
   * @default - none.
   */
  readonly headers?: HttpHeaders;

  /**
   * Which other origins may call from browsers.
   *
   * @default - CORS is left to the backend.
   */
  readonly cors?: CorsPolicy;

  /**
   * Destinations that get copies of the requests.
   *
   * @default - none.
   */
  readonly mirrors?: HttpMirror[];

  /**
   * Delays and errors that are made on purpose, for every request of the route; for some of them see `FaultInjection`.
   *
   * @default - none.
   */
  readonly fault?: HttpFault;
}

/** What else requests for a path have to fulfil, and what is done with them. */
export interface MeshRouteOptions extends MeshRoutePolicies {
  /**
   * What requests have to fulfil besides their path.
   *
   * @default - nothing.
   */
  readonly conditions?: HttpMatchConditions;
}
