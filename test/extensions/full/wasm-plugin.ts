import { Chart } from 'cdk8s';
import { ExtensionPhase } from '../../../src/extensions/extension-phase';
import { TrafficMode } from '../../../src/extensions/traffic-mode';
import { WasmEnv } from '../../../src/extensions/wasm-env';
import { WasmFailStrategy } from '../../../src/extensions/wasm-fail-strategy';
import { WasmPlugin } from '../../../src/extensions/wasm-plugin';
import { WasmPluginType } from '../../../src/extensions/wasm-plugin-type';
import { WasmPullPolicy } from '../../../src/extensions/wasm-pull-policy';
import { PolicyTarget } from '../../../src/kernel/policy-target';

const SHA256 = '0123456789abcdef'.repeat(4);

/** WasmPlugins that between them set every field and every enum value. */
export function build(chart: Chart): void {
  const same = { namespace: '' };
  new WasmPlugin(chart, 'auth', {
    url: 'oci://registry.example.com:5000/filters/auth:v1',
    target: PolicyTarget.workloads({ app: 'shop' }),
    sha256: SHA256,
    imagePullPolicy: WasmPullPolicy.ALWAYS,
    imagePullSecret: 'registry',
    pluginConfig: { audience: 'shop', scopes: [] },
    pluginName: 'auth_root',
    failStrategy: WasmFailStrategy.FAIL_CLOSE,
    type: WasmPluginType.HTTP,
    env: [WasmEnv.inline('LOG_LEVEL', 'debug'), WasmEnv.host('POD_NAME')],
    verificationKey: 'key',
    phase: ExtensionPhase.AUTHN,
    priority: 10,
    match: [
      { mode: TrafficMode.SERVER, ports: [80, 8080] },
      { mode: TrafficMode.CLIENT },
      { mode: TrafficMode.CLIENT_AND_SERVER },
      { mode: TrafficMode.UNDEFINED },
    ],
  });
  new WasmPlugin(chart, 'acl', {
    url: 'https://files.example.com/acl.wasm',
    target: PolicyTarget.targetRef(PolicyTarget.gateway('edge', same)),
    imagePullPolicy: WasmPullPolicy.IF_NOT_PRESENT,
    failStrategy: WasmFailStrategy.FAIL_OPEN,
    type: WasmPluginType.NETWORK,
    phase: ExtensionPhase.AUTHZ,
  });
  new WasmPlugin(chart, 'stats', {
    url: 'file:///filters/stats.wasm',
    target: PolicyTarget.several(PolicyTarget.service('shop', same)),
    imagePullPolicy: WasmPullPolicy.UNSPECIFIED_POLICY,
    failStrategy: WasmFailStrategy.FAIL_RELOAD,
    type: WasmPluginType.UNSPECIFIED_PLUGIN_TYPE,
    phase: ExtensionPhase.STATS,
  });
  new WasmPlugin(chart, 'last', { url: 'registry.example.com/last', phase: ExtensionPhase.UNSPECIFIED });
}
