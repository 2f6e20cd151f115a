/** What holds for requests to a service where its pattern is not told. */
export enum MeshDefaults {
  /**
   * Defaults for requests with one answer: they end, failing pods are taken out, and nothing is sent twice that may have been processed.
   *
   * - `timeout`: 15 seconds, which is Envoy's own default.
   * - `retries`: 2, and only where no pod has got the request: no connection was made, or the HTTP/2 stream was refused.
   * - `outlierDetection`: 5 of 502, 503 and 504 or failures to connect in a row take a pod out, at most half of the pods.
   */
  SAFE = 'SAFE',

  /**
   * What Istio does.
   *
   * - `timeout`: none. A request waits for as long as its pod likes.
   * - `retries`: 2, also after gRPC's UNAVAILABLE and CANCELLED, which a pod may have answered when the work was done.
   * - `outlierDetection`: none. A pod that fails gets its share until its readiness probe fails, too.
   */
  ISTIO = 'ISTIO',
}
