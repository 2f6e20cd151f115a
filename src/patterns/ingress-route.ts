import { Duration } from 'cdk8s';
import { CorsPolicy } from '../networking/cors-policy';
import { HttpHeaders } from '../networking/header-operations';
import { HttpFault } from '../networking/http-fault';
import { HttpMatchConditions } from '../networking/http-match-conditions';
import { HttpRetry } from '../networking/http-retry';
import { HttpRewrite } from '../networking/http-rewrite';

/** What else a route of an ingress asks for, and what it does with its requests. */
export interface IngressRouteOptions {
  /**
   * The route's name; access logs and statistics carry it.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-name
   */
  readonly name?: string;

  /**
   * What requests have to fulfil besides their path.
   *
   * @default - nothing.
   */
  readonly conditions?: HttpMatchConditions;

  /**
   * How path and host are rewritten before the backend gets them.
   *
   * @default - they stay as they are.
   */
  readonly rewrite?: HttpRewrite;

  /**
   * How long a request may take with all its retries.
   *
   * @default - as long as it takes.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-timeout
   */
  readonly timeout?: Duration;

  /**
   * When and how often a failed request is tried again.
   *
   * @default - Istio's default: twice, where the request can't have been processed.
   */
  readonly retries?: HttpRetry;

  /**
   * Which other origins may call from browsers.
   *
   * @default - CORS is left to the backend.
   */
  readonly cors?: CorsPolicy;

  /**
   * Changes to the headers of requests and responses.
   *
   * @default - none.
   */
  readonly headers?: HttpHeaders;

  /**
   * Delays and errors that are made on purpose.
   *
   * @default - none.
   */
  readonly fault?: HttpFault;
}
