import * as extensions from '../../imports/extensions';
import { misuse } from '../kernel/errors';
import { deepCopy } from '../kernel/merge';
import { WasmConfig, renderWasmConfig } from './wasm-config';

const MOST_BYTES = 65_536;

/**
 * What an extension runs: Lua or Wasm.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension
 */
export class Extension {
  /**
   * Lua code that defines `envoy_on_request`, `envoy_on_response` or both. It runs on HTTP only, on the proxy's own threads, which a slow
   * script holds up.
   *
   * @throws if the code is empty, or has more than 65536 bytes.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#LuaConfig-inline_code
   */
  public static lua(inlineCode: string): Extension {
    if (typeof inlineCode !== 'string' || inlineCode === '' || Buffer.byteLength(inlineCode) > MOST_BYTES) {
      throw misuse({
        rule: `the Lua code of an extension has 1 to ${MOST_BYTES} bytes`,
        received: typeof inlineCode === 'string' ? Buffer.byteLength(inlineCode) : inlineCode,
        fix: "give code such as 'function envoy_on_request(handle) ... end'; use Wasm for what is longer",
      });
    }
    return new Extension({ lua: { inlineCode } });
  }

  /**
   * A Wasm module.
   *
   * @throws if the URL, the checksum, the Secret's name, the configuration or a variable is not one that Istio takes.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig
   */
  public static wasm(config: WasmConfig): Extension {
    return new Extension({ wasm: renderWasmConfig(config) });
  }

  private constructor(private readonly code: extensions.TrafficExtensionSpec) {}

  /** @internal */
  public _render(): extensions.TrafficExtensionSpec {
    return deepCopy(this.code);
  }
}
