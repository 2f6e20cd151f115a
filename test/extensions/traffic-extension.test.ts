import { App, Chart, Testing } from 'cdk8s';
import { Extension } from '../../src/extensions/extension';
import { ExtensionPhase } from '../../src/extensions/extension-phase';
import { TrafficExtension, TrafficExtensionProps } from '../../src/extensions/traffic-extension';
import { TrafficMode } from '../../src/extensions/traffic-mode';
import { PolicyTarget } from '../../src/kernel/policy-target';

const CODE = 'function envoy_on_request(handle)\n  handle:headers():remove("x-debug")\nend\n';
const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const build = (props: Partial<TrafficExtensionProps>) =>
  new TrafficExtension(newChart(), 'extension', { extension: Extension.lua('x'), ...props });

test('Lua on inbound traffic', () => {
  const chart = newChart();
  new TrafficExtension(chart, 'extension', {
    metadata: { name: 'no-debug' },
    extension: Extension.lua(CODE),
    target: PolicyTarget.workloads({ app: 'shop' }),
    phase: ExtensionPhase.UNSPECIFIED,
    match: [{ mode: TrafficMode.SERVER }],
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'extensions.istio.io/v1alpha1',
      kind: 'TrafficExtension',
      metadata: { name: 'no-debug', namespace: 'default' },
      spec: {
        selector: { matchLabels: { app: 'shop' } },
        phase: 'UNSPECIFIED',
        match: [{ mode: 'SERVER' }],
        lua: { inlineCode: CODE },
      },
    },
  ]);
});

test('Wasm, with overrides at the top and in the module', () => {
  const pluginConfig = { list: [], map: {}, zero: 0, no: false, empty: '' };
  const extension = Extension.wasm({ url: 'filter', pluginConfig });
  expect(build({ extension, overrides: { wasm: { novel: [] }, novel: 0 } }).toJson().spec).toEqual({
    wasm: { url: 'filter', pluginConfig: { list: [], map: {}, zero: 0, no: false, empty: '' }, novel: [] },
    novel: 0,
  });
});

test('an extension can be used twice, and what was passed in can change afterwards', () => {
  const pluginConfig = { list: [1] };
  const extension = Extension.wasm({ url: 'filter', pluginConfig });
  const [one, other] = [build({ extension }), build({ extension, overrides: { wasm: { url: 'other' } } })];
  pluginConfig.list.push(2);
  expect(one.toJson().spec).toEqual({ wasm: { url: 'filter', pluginConfig: { list: [1] } } });
  expect(other.toJson().spec).toEqual({ wasm: { url: 'other', pluginConfig: { list: [1] } } });
});

test.each([65_536, 1])('Lua code of %s bytes is taken', (length) => {
  expect(Extension.lua('x'.repeat(length))._render()).toEqual({ lua: { inlineCode: 'x'.repeat(length) } });
});

test.each([
  ['no code', () => Extension.lua(''), 'the Lua code of an extension has 1 to 65536 bytes\n  received: 0'],
  ['long code', () => Extension.lua('x'.repeat(65_537)), 'the Lua code of an extension has 1 to 65536 bytes'],
  ['code of long letters', () => Extension.lua('ü'.repeat(32_769)), 'bytes\n  received: 65538'],
  ['a url of no use', () => Extension.wasm({ url: 'ftp://a' }), 'the url of a Wasm module has one of the schemes'],
  ['a malformed name', () => build({ metadata: { name: 'A' } }), '[shop/extension] the name of a TrafficExtension'],
  ['half a priority', () => build({ priority: 1.5 }), '[shop/extension] the priority of an extension must be'],
  [
    'the older field',
    () => build({ target: PolicyTarget.targetRef(PolicyTarget.service('a')) }),
    '[shop/extension] the kind TrafficExtension has no field targetRef',
  ],
])('%s is refused', (_, action, message) => {
  expect(action).toThrow(message);
  expect(action).toThrow('\n  fix: ');
});
