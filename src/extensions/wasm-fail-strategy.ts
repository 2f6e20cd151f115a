/**
 * What becomes of requests when a Wasm module can't be fetched, or fails.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#FailStrategy
 */
export enum WasmFailStrategy {
  /** They are answered with an error (5xx). */
  FAIL_CLOSE = 'FAIL_CLOSE',
  /** They go past the module; not for one that guards something. */
  FAIL_OPEN = 'FAIL_OPEN',
  /** A module that failed while it ran is started anew for the next request; otherwise as `FAIL_CLOSE`. */
  FAIL_RELOAD = 'FAIL_RELOAD',
}
