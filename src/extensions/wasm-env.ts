import * as extensions from '../../imports/extensions';
import { misuse } from '../kernel/errors';

const LONGEST_NAME = 256;
const LONGEST_VALUE = 2048;

/** What Istio passes to its agent through the same variables. */
const RESERVED = /^ISTIO_META_WASM_(IMAGE_PULL_SECRET|IMAGE_PULL_POLICY|PLUGIN_RESOURCE_VERSION)$/;

/**
 * An environment variable that a Wasm module sees.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#EnvVar
 */
export class WasmEnv {
  /**
   * A variable with this value.
   *
   * @throws if the name is empty, longer than 256 characters or one that Istio needs itself, or the value is longer than 2048.
   */
  public static inline(name: string, value: string): WasmEnv {
    if (typeof value !== 'string' || value.length > LONGEST_VALUE) {
      throw misuse({
        rule: `the value of an environment variable of a Wasm module has at most ${LONGEST_VALUE} characters`,
        // The value itself may be a secret.
        received: typeof value === 'string' ? `${value.length} characters` : typeof value,
        fix: 'give a shorter text, or use pluginConfig',
      });
    }
    return new WasmEnv(name, { name, valueFrom: extensions.EnvValueSource.INLINE, value });
  }

  /**
   * The variable of this name that the proxy has; without one the module doesn't have it either.
   *
   * @throws if the name is empty, longer than 256 characters or one that Istio needs itself.
   */
  public static host(name: string): WasmEnv {
    return new WasmEnv(name, { name, valueFrom: extensions.EnvValueSource.HOST });
  }

  private constructor(
    /** The variable's name. */
    public readonly name: string,
    private readonly variable: extensions.EnvVar,
  ) {
    if (typeof name !== 'string' || name === '' || name.length > LONGEST_NAME || RESERVED.test(name)) {
      throw misuse({
        rule: `an environment variable of a Wasm module has a name of 1 to ${LONGEST_NAME} characters that Istio doesn't need itself`,
        received: name,
        fix: "give another name, such as 'LOG_LEVEL'",
      });
    }
  }

  /** @internal */
  public _render(): extensions.EnvVar {
    return { ...this.variable };
  }
}
