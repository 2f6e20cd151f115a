import { Chart } from 'cdk8s';
import { Extension } from '../../../src/extensions/extension';
import { ExtensionPhase } from '../../../src/extensions/extension-phase';
import { TrafficExtension } from '../../../src/extensions/traffic-extension';
import { TrafficMode } from '../../../src/extensions/traffic-mode';
import { WasmEnv } from '../../../src/extensions/wasm-env';
import { WasmFailStrategy } from '../../../src/extensions/wasm-fail-strategy';
import { WasmPluginType } from '../../../src/extensions/wasm-plugin-type';
import { WasmPullPolicy } from '../../../src/extensions/wasm-pull-policy';
import { PolicyTarget } from '../../../src/kernel/policy-target';

const SHA256 = '0123456789abcdef'.repeat(4);

/** TrafficExtensions that between them set every field and every enum value. */
export function build(chart: Chart): void {
  new TrafficExtension(chart, 'lua', {
    extension: Extension.lua('function envoy_on_request(handle)\nend\n'),
    target: PolicyTarget.several(PolicyTarget.gateway('edge', { namespace: '' })),
    phase: ExtensionPhase.STATS,
    match: [
      { mode: TrafficMode.SERVER, ports: [80, 8080] },
      { mode: TrafficMode.CLIENT },
      { mode: TrafficMode.CLIENT_AND_SERVER },
      { mode: TrafficMode.UNDEFINED },
    ],
  });
  new TrafficExtension(chart, 'auth', {
    extension: Extension.wasm({
      url: 'oci://registry.example.com:5000/filters/auth:v1',
      sha256: SHA256,
      imagePullPolicy: WasmPullPolicy.ALWAYS,
      imagePullSecret: 'registry',
      pluginConfig: { audience: 'shop' },
      pluginName: 'auth_root',
      failStrategy: WasmFailStrategy.FAIL_CLOSE,
      type: WasmPluginType.HTTP,
      env: [WasmEnv.inline('LOG_LEVEL', 'debug'), WasmEnv.host('POD_NAME')],
      verificationKey: 'key',
    }),
    target: PolicyTarget.workloads({ app: 'shop' }),
    phase: ExtensionPhase.AUTHN,
    priority: -5,
  });
  new TrafficExtension(chart, 'acl', {
    extension: Extension.wasm({
      url: 'acl',
      imagePullPolicy: WasmPullPolicy.IF_NOT_PRESENT,
      failStrategy: WasmFailStrategy.FAIL_OPEN,
      type: WasmPluginType.NETWORK,
    }),
    phase: ExtensionPhase.AUTHZ,
  });
  new TrafficExtension(chart, 'last', {
    extension: Extension.wasm({
      url: 'last',
      imagePullPolicy: WasmPullPolicy.UNSPECIFIED_POLICY,
      failStrategy: WasmFailStrategy.FAIL_RELOAD,
      type: WasmPluginType.UNSPECIFIED_PLUGIN_TYPE,
    }),
    phase: ExtensionPhase.UNSPECIFIED,
  });
}
