/**
 * When a proxy fetches a Wasm module again that is known neither by `sha256` nor by a digest in its URL.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#PullPolicy
 */
export enum WasmPullPolicy {
  /** As if left out: `ALWAYS` for an image with the tag `latest`, `IF_NOT_PRESENT` for everything else. */
  UNSPECIFIED_POLICY = 'UNSPECIFIED_POLICY',
  /** Only when it has none from this URL yet: what changes behind the URL is not noticed. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** Each time when the object changes, be it only a label. */
  ALWAYS = 'Always',
}
