import { App, Chart, Lazy, Testing } from 'cdk8s';
import fc from 'fast-check';
import { ExtensionPhase } from '../../src/extensions/extension-phase';
import { TrafficMode } from '../../src/extensions/traffic-mode';
import { WasmEnv } from '../../src/extensions/wasm-env';
import { WasmPlugin, WasmPluginProps } from '../../src/extensions/wasm-plugin';
import { WasmPullPolicy } from '../../src/extensions/wasm-pull-policy';
import { PolicyTarget } from '../../src/kernel/policy-target';

const SHA256 = 'ab'.repeat(32);
const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const build = (props: Partial<WasmPluginProps>) => new WasmPlugin(newChart(), 'wasm', { url: 'filter', ...props });
const specOf = (props: Partial<WasmPluginProps>) => build(props).toJson().spec;

test('a plugin of an ingress gateway', () => {
  const chart = newChart();
  new WasmPlugin(chart, 'wasm', {
    metadata: { name: 'openid' },
    url: 'oci://registry.example.com:5000/openid:v1',
    target: PolicyTarget.workloads({ istio: 'ingressgateway' }),
    phase: ExtensionPhase.AUTHN,
    priority: 0,
    imagePullPolicy: WasmPullPolicy.IF_NOT_PRESENT,
    pluginConfig: { server: 'authn' },
    env: [WasmEnv.inline('LEVEL', ''), WasmEnv.host('POD_NAME')],
    match: [{ mode: TrafficMode.CLIENT, ports: [443] }],
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'extensions.istio.io/v1alpha1',
      kind: 'WasmPlugin',
      metadata: { name: 'openid', namespace: 'default' },
      spec: {
        url: 'oci://registry.example.com:5000/openid:v1',
        selector: { matchLabels: { istio: 'ingressgateway' } },
        phase: 'AUTHN',
        priority: 0,
        imagePullPolicy: 'IfNotPresent',
        pluginConfig: { server: 'authn' },
        vmConfig: {
          env: [
            { name: 'LEVEL', valueFrom: 'INLINE', value: '' },
            { name: 'POD_NAME', valueFrom: 'HOST' },
          ],
        },
        match: [{ mode: 'CLIENT', ports: [{ number: 443 }] }],
      },
    },
  ]);
});

test.each([
  [ExtensionPhase.UNSPECIFIED, 'UNSPECIFIED_PHASE'],
  [ExtensionPhase.AUTHN, 'AUTHN'],
  [ExtensionPhase.AUTHZ, 'AUTHZ'],
  [ExtensionPhase.STATS, 'STATS'],
])('the phase %s', (phase, rendered) => {
  expect(specOf({ phase })).toEqual({ url: 'filter', phase: rendered });
});

test('empty lists and maps are kept, and overrides come on top', () => {
  const overrides = { vmConfig: { novel: 0 }, novel: false };
  expect(specOf({ env: [], match: [], pluginConfig: {}, verificationKey: '', overrides })).toEqual({
    url: 'filter',
    vmConfig: { env: [], novel: 0 },
    match: [],
    pluginConfig: {},
    verificationKey: '',
    novel: false,
  });
  expect(specOf({ match: [{ ports: [] }, {}] })).toEqual({ url: 'filter', match: [{ ports: [] }, {}] });
});

test('any configuration without null arrives as it is', () => {
  // Short keys: cdk8s can't render one that is called `constructor` or `__proto__`.
  const key = fc.stringMatching(/^[a-zA-Z_.-]{0,5}$/);
  const dictionaryOf = <T>(value: fc.Arbitrary<T>) => fc.dictionary(key, value, { noNullPrototype: true });
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(tie('value')),
      dictionaryOf(tie('value')),
    ),
  }));
  fc.assert(
    fc.property(dictionaryOf(json.value), (pluginConfig) => {
      expect(specOf({ pluginConfig }).pluginConfig).toEqual(pluginConfig);
    }),
  );
});

test('a configuration may leave keys open, and values to synth', () => {
  const pluginConfig = { a: undefined, b: Lazy.any({ produce: () => [1] }) };
  expect(specOf({ pluginConfig }).pluginConfig).toEqual({ b: [1] });
});

test('what was passed in can change afterwards', () => {
  const pluginConfig = { list: [1] };
  const env = [WasmEnv.host('A')];
  const ports = [80];
  const match = [{ ports }];
  const plugin = build({ pluginConfig, env, match });
  const before = plugin.toJson();
  pluginConfig.list.push(2);
  env.pop();
  ports.push(81);
  match.pop();
  expect(plugin.toJson()).toEqual(before);
});

test.each([
  'oci://registry.example.com/a:v1',
  'registry.example.com/a:v1',
  `oci://registry.example.com/a@sha256:${SHA256}`,
  'http://files.example.com/a.wasm',
  'HTTPS://files.example.com/a.wasm?b=c',
  'file:///a.wasm',
  'a',
])('the url %s is taken', (url) => {
  expect(specOf({ url, sha256: SHA256 })).toEqual({ url, sha256: SHA256 });
});

test.each([
  ['', "fix: give an image such as 'oci://"],
  ['a b', "fix: give an image such as 'oci://"],
  ['ftp://files.example.com/a', 'fix: give a URL with one of them'],
  ['localhost:5000/a', "fix: write 'oci://localhost:5000/a'"],
  ['filter:v1', "fix: write 'oci://filter:v1'"],
])('the url %s is refused', (url, fix) => {
  expect(() => build({ url })).toThrow('[shop/wasm] the url of a Wasm module');
  expect(() => build({ url })).toThrow(`\n  received: ${JSON.stringify(url)}\n  ${fix}`);
});

describe('a plugin is refused', () => {
  const refused: Array<[string, Partial<WasmPluginProps>, string]> = [
    ['with a digest in capitals', { sha256: 'AB'.repeat(32) }, 'the sha256 of a Wasm module must be 64 hexadecimal'],
    ['with an empty digest', { sha256: '' }, 'the sha256 of a Wasm module must be 64 hexadecimal'],
    [
      'with two digests',
      { url: `oci://a/b@sha256:${SHA256}`, sha256: 'cd'.repeat(32) },
      'the sha256 of a Wasm module must be the one in its url',
    ],
    ['with a malformed Secret', { imagePullSecret: 'A' }, 'the imagePullSecret of a Wasm module must be a Kubernetes'],
    ['with no plugin name', { pluginName: '' }, 'the pluginName of a Wasm module has 1 to 256 characters'],
    ['with a long plugin name', { pluginName: 'a'.repeat(257) }, 'the pluginName of a Wasm module has 1 to 256'],
    [
      'with a variable twice',
      { env: [WasmEnv.host('A'), WasmEnv.inline('A', '')] },
      'a Wasm module has each environment variable once\n  received: "A"',
    ],
    [
      'with many variables',
      { env: Array.from({ length: 257 }, (_, index) => WasmEnv.host(`A${index}`)) },
      'a Wasm module takes at most 256 environment variables\n  received: 257',
    ],
    ['with half a priority', { priority: 0.5 }, 'the priority of an extension must be a whole number'],
    ['with a huge priority', { priority: 2 ** 31 }, 'the priority of an extension must be a whole number'],
    ['with a tiny priority', { priority: -(2 ** 31) - 1 }, 'the priority of an extension must be a whole number'],
    ['with port 0', { match: [{ ports: [0] }] }, 'match[0].ports[0] must be a port number\n  received: 0'],
    ['with a port twice', { match: [{}, { ports: [1, 1] }] }, 'match[1].ports must list each port once\n  received: 1'],
    ['with null', { pluginConfig: { a: [{ b: null }] } }, 'pluginConfig.a[0].b must be a value that a manifest'],
    ['with a hole', { pluginConfig: { a: [undefined] } }, 'pluginConfig.a[0] must be a value that a manifest'],
    ['with NaN', { pluginConfig: { a: NaN } }, 'pluginConfig.a must be a value that a manifest can hold'],
    ['with a function', { pluginConfig: { a: () => 0 } }, 'pluginConfig.a must be a value that a manifest can hold'],
    ['with a malformed name', { metadata: { name: 'A' } }, 'the name of a WasmPlugin must be a Kubernetes object name'],
  ];
  test.each(refused)('%s', (_, props, message) => {
    expect(() => build(props)).toThrow(`[shop/wasm] ${message}`);
    expect(() => build(props)).toThrow('\n  received: ');
    expect(() => build(props)).toThrow('\n  fix: ');
  });

  test.each([2 ** 31 - 1, -(2 ** 31)])('but not with priority %s', (priority) => {
    expect(specOf({ priority })).toEqual({ url: 'filter', priority });
  });
});

test.each([
  ['no name', () => WasmEnv.host(''), 'received: ""'],
  ['a long name', () => WasmEnv.inline('a'.repeat(257), ''), 'received: "aaa'],
  [
    'a name of Istio',
    () => WasmEnv.inline('ISTIO_META_WASM_IMAGE_PULL_SECRET', 'x'),
    'received: "ISTIO_META_WASM_IMAGE_PULL_SECRET"',
  ],
  ['a long value', () => WasmEnv.inline('A', 'a'.repeat(2049)), 'received: "2049 characters"'],
])('a variable with %s is refused', (_, action, received) => {
  expect(action).toThrow('environment variable of a Wasm module has');
  expect(action).toThrow(`\n  ${received}`);
  expect(action).toThrow('\n  fix: ');
});
