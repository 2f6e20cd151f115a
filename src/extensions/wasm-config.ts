import * as extensions from '../../imports/extensions';
import { misuse } from '../kernel/errors';
import { checkObjectName } from '../kernel/kube-name';
import { copyJson } from './private/json';
import { checkSha256, checkWasmUrl } from './private/wasm-url';
import { WasmEnv } from './wasm-env';
import { WasmFailStrategy } from './wasm-fail-strategy';
import { WasmPluginType } from './wasm-plugin-type';
import { WasmPullPolicy } from './wasm-pull-policy';

/**
 * A Wasm module and how it runs.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig
 */
export interface WasmConfig {
  /**
   * Where the module is: an image (`oci://`, which may be left out), a URL (`http://`, `https://`), or a file in the
   * proxy's container (`file://`). An image whose registry has a port needs `oci://`, or Istio takes the host for a scheme.
   *
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig-url
   */
  readonly url: string;

  /**
   * The SHA-256 of the module or image, 64 hexadecimal digits in lower case. Nothing checks it for a file.
   *
   * @default - what the URL leads to is taken unchecked.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig-sha256
   */
  readonly sha256?: string;

  /**
   * When the module is fetched again.
   *
   * @default - for each change of the object where the image has the tag `latest`, else never.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig-image_pull_policy
   */
  readonly imagePullPolicy?: WasmPullPolicy;

  /**
   * The name of a Secret of type `kubernetes.io/dockerconfigjson` in the object's own namespace, to pull the image with.
   *
   * @default - the image is pulled without credentials.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig-image_pull_secret
   */
  readonly imagePullSecret?: string;

  /**
   * The configuration that the module gets, as JSON. It is kept as it is, but for `null`, which a manifest from cdk8s can't hold.
   *
   * @default - none; an empty map is none as well.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig-plugin_config
   */
  readonly pluginConfig?: { [key: string]: unknown };

  /**
   * Which plugin of the module runs (its root ID), for a module that has several.
   *
   * @default - the empty root ID.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig-plugin_name
   */
  readonly pluginName?: string;

  /**
   * What becomes of requests when the module can't be fetched, or fails.
   *
   * @default WasmFailStrategy.FAIL_CLOSE
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig-fail_strategy
   */
  readonly failStrategy?: WasmFailStrategy;

  /**
   * On which layer the module works.
   *
   * @default WasmPluginType.HTTP
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig-type
   */
  readonly type?: WasmPluginType;

  /**
   * Environment variables that the module sees, at most 256.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/#VmConfig-env
   */
  readonly env?: WasmEnv[];

  /**
   * A public key to check the module's signature with. Istio accepts the field and does nothing with it yet.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#WasmConfig
   */
  readonly verificationKey?: string;
}

const LONGEST_PLUGIN_NAME = 256;
const MOST_VARIABLES = 256;

/** Throws unless Istio takes the module. */
export function renderWasmConfig(config: WasmConfig): extensions.WasmConfig {
  const { sha256, imagePullSecret, pluginConfig } = config;
  return {
    url: checkWasmUrl(config.url, sha256),
    sha256: sha256 === undefined ? undefined : checkSha256(sha256),
    imagePullPolicy: config.imagePullPolicy as extensions.PullPolicy | undefined,
    imagePullSecret:
      imagePullSecret === undefined
        ? undefined
        : checkObjectName(imagePullSecret, 'the imagePullSecret of a Wasm module'),
    pluginConfig: pluginConfig && copyJson(pluginConfig, 'pluginConfig'),
    pluginName: checkPluginName(config.pluginName),
    failStrategy: config.failStrategy as extensions.FailStrategy | undefined,
    type: config.type as extensions.PluginType | undefined,
    vmConfig: config.env && { env: renderEnv(config.env) },
    verificationKey: config.verificationKey,
  };
}

function checkPluginName(name: string | undefined): string | undefined {
  if (name !== undefined && (name === '' || name.length > LONGEST_PLUGIN_NAME)) {
    throw misuse({
      rule: `the pluginName of a Wasm module has 1 to ${LONGEST_PLUGIN_NAME} characters`,
      received: name,
      fix: 'give the root ID that the module registers, or leave it out',
    });
  }
  return name;
}

function renderEnv(env: readonly WasmEnv[]): extensions.EnvVar[] {
  if (env.length > MOST_VARIABLES) {
    throw misuse({
      rule: `a Wasm module takes at most ${MOST_VARIABLES} environment variables`,
      received: env.length,
      fix: 'use pluginConfig',
    });
  }
  const names = env.map((variable) => variable.name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw misuse({
      rule: 'a Wasm module has each environment variable once',
      received: repeated,
      fix: 'remove the second one',
    });
  }
  return env.map((variable) => variable._render());
}
