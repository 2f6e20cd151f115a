/**
 * On which layer a Wasm module works.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#PluginType
 */
export enum WasmPluginType {
  /** As if left out: on HTTP requests. */
  UNSPECIFIED_PLUGIN_TYPE = 'UNSPECIFIED_PLUGIN_TYPE',
  /** On HTTP requests; traffic that Istio doesn't take for HTTP passes it by. */
  HTTP = 'HTTP',
  /** On bytes, those of HTTP included. */
  NETWORK = 'NETWORK',
}
