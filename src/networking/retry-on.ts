/**
 * What a request has to end in to be tried again.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry-retry_on
 */
export enum RetryOn {
  /** Any status from 500 to 599, or no answer at all. */
  STATUS_5XX = '5xx',
  /** Status 502, 503 or 504. */
  GATEWAY_ERROR = 'gateway-error',
  /** No answer: the connection broke, was reset, or took too long. */
  RESET = 'reset',
  /** No answer, and the request was not sent yet when the connection broke. */
  RESET_BEFORE_REQUEST = 'reset-before-request',
  /** No connection could be made. */
  CONNECT_FAILURE = 'connect-failure',
  /** Status 409. */
  RETRIABLE_4XX = 'retriable-4xx',
  /** The server refused the HTTP/2 stream before it did anything. */
  REFUSED_STREAM = 'refused-stream',
  /** One of the statuses in `retryOnStatuses`, which say this by themselves. */
  RETRIABLE_STATUS_CODES = 'retriable-status-codes',
  /** A response header that an EnvoyFilter has named. */
  RETRIABLE_HEADERS = 'retriable-headers',
  /** The header `x-envoy-ratelimited`. */
  ENVOY_RATELIMITED = 'envoy-ratelimited',
  /** HTTP/3 failed after its connection was made; HTTP/2 is tried. */
  HTTP3_POST_CONNECT_FAILURE = 'http3-post-connect-failure',
  /** gRPC status CANCELLED. */
  CANCELLED = 'cancelled',
  /** gRPC status DEADLINE_EXCEEDED. */
  DEADLINE_EXCEEDED = 'deadline-exceeded',
  /** gRPC status INTERNAL. */
  INTERNAL = 'internal',
  /** gRPC status RESOURCE_EXHAUSTED. */
  RESOURCE_EXHAUSTED = 'resource-exhausted',
  /** gRPC status UNAVAILABLE. */
  UNAVAILABLE = 'unavailable',
}
