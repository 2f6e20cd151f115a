import { App, Chart, Testing } from 'cdk8s';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { EnvoyFilter, EnvoyFilterProps } from '../../src/networking/envoy-filter';
import { EnvoyApplyTo } from '../../src/networking/envoy-filter-apply-to';
import { EnvoyFilterClass } from '../../src/networking/envoy-filter-class';
import { EnvoyPatchContext } from '../../src/networking/envoy-filter-context';
import { EnvoyMatch } from '../../src/networking/envoy-filter-match';
import { EnvoyPatch } from '../../src/networking/envoy-filter-patch';

const PATCH = { applyTo: EnvoyApplyTo.CLUSTER, patch: EnvoyPatch.merge({ connect_timeout: '1s' }) };
const RENDERED = { applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: { connect_timeout: '1s' } } };

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const specOf = (props: EnvoyFilterProps) => {
  const chart = newChart();
  new EnvoyFilter(chart, 'filter', props);
  return Testing.synth(chart)[0].spec;
};

test('an HTTP filter before the router of an ingress gateway', () => {
  const chart = newChart();
  const filter = new EnvoyFilter(chart, 'filter', {
    metadata: { name: 'buffer' },
    target: PolicyTarget.workloads({ istio: 'ingressgateway' }),
    priority: 0,
  });
  filter.addConfigPatch({
    applyTo: EnvoyApplyTo.HTTP_FILTER,
    match: EnvoyMatch.listener(
      { portNumber: 8443, filterChain: { subFilter: 'envoy.filters.http.router' } },
      { context: EnvoyPatchContext.GATEWAY },
    ),
    patch: EnvoyPatch.insertBefore({
      name: 'envoy.filters.http.buffer',
      typed_config: { list: [], map: {}, no: false },
    }),
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name: 'buffer', namespace: 'default' },
      spec: {
        workloadSelector: { labels: { istio: 'ingressgateway' } },
        priority: 0,
        configPatches: [
          {
            applyTo: 'HTTP_FILTER',
            match: {
              context: 'GATEWAY',
              listener: {
                portNumber: 8443,
                filterChain: {
                  filter: {
                    name: 'envoy.filters.network.http_connection_manager',
                    subFilter: { name: 'envoy.filters.http.router' },
                  },
                },
              },
            },
            patch: {
              operation: 'INSERT_BEFORE',
              value: { name: 'envoy.filters.http.buffer', typed_config: { list: [], map: {}, no: false } },
            },
          },
        ],
      },
    },
  ]);
});

const VALUE = { name: 'a', zero: 0, empty: '', list: [], map: {} };
test.each([
  ['merge', EnvoyPatch.merge(VALUE), { operation: 'MERGE', value: VALUE }],
  ['mergeAndReplaceList', EnvoyPatch.mergeAndReplaceList(VALUE), { operation: 'MERGE_AND_REPLACE_LIST', value: VALUE }],
  ['add', EnvoyPatch.add(VALUE), { operation: 'ADD', value: VALUE }],
  [
    'add with a class',
    EnvoyPatch.add({}, { filterClass: EnvoyFilterClass.AUTHZ }),
    { operation: 'ADD', value: {}, filterClass: 'AUTHZ' },
  ],
  ['remove', EnvoyPatch.remove(), { operation: 'REMOVE' }],
  ['insertBefore', EnvoyPatch.insertBefore(VALUE), { operation: 'INSERT_BEFORE', value: VALUE }],
  ['insertAfter', EnvoyPatch.insertAfter(VALUE), { operation: 'INSERT_AFTER', value: VALUE }],
  ['insertFirst', EnvoyPatch.insertFirst(VALUE), { operation: 'INSERT_FIRST', value: VALUE }],
  ['replace', EnvoyPatch.replace(VALUE), { operation: 'REPLACE', value: VALUE }],
])('the operation %s', (_, patch, rendered) => {
  expect(patch._render()).toEqual(rendered);
});

test('a target by reference, and overrides at each level', () => {
  expect(
    specOf({
      target: PolicyTarget.gateway('edge'),
      configPatches: [{ ...PATCH, overrides: { patch: { value: { lb_policy: 'RANDOM' }, novel: [] } } }],
      overrides: { novel: {} },
    }),
  ).toEqual({
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }],
    configPatches: [
      {
        applyTo: 'CLUSTER',
        patch: { operation: 'MERGE', value: { connect_timeout: '1s', lb_policy: 'RANDOM' }, novel: [] },
      },
    ],
    novel: {},
  });
});

test('what was passed in and what was rendered can change afterwards', () => {
  const chart = newChart();
  const value = { list: [1] };
  const metadata: { [key: string]: string } = { A: 'a' };
  const vhost = { name: 'a' };
  const match = EnvoyMatch.routeConfiguration({ vhost }, { proxy: { metadata } });
  const patch = EnvoyPatch.merge(value);
  const configPatches = [{ applyTo: EnvoyApplyTo.VIRTUAL_HOST, match, patch }];
  new EnvoyFilter(chart, 'filter', { configPatches });
  const before = Testing.synth(chart);
  value.list.push(2);
  metadata.A = 'b';
  vhost.name = 'b';
  configPatches.pop();
  patch._render().value!.list = [];
  expect(Testing.synth(chart)).toEqual(before);
  expect(before[0].spec.configPatches[0]).toEqual({
    applyTo: 'VIRTUAL_HOST',
    match: { proxy: { metadata: { A: 'a' } }, routeConfiguration: { vhost: { name: 'a' } } },
    patch: { operation: 'MERGE', value: { list: [1] } },
  });
});

test('an EnvoyFilter without patches fails at synth', () => {
  const chart = newChart();
  new EnvoyFilter(chart, 'filter');
  expect(() => Testing.synth(chart)).toThrow('[shop/filter] an EnvoyFilter needs at least one patch; fix: call add');
});

test('an EnvoyFilter whose patch was refused stays as it was', () => {
  const chart = newChart();
  const filter = new EnvoyFilter(chart, 'filter', { configPatches: [PATCH] });
  expect(() => filter.addConfigPatch({ ...PATCH, patch: EnvoyPatch.replace({}) })).toThrow(
    '[shop/filter] configPatches[1].patch.operation must be one that Istio knows for CLUSTER\n  received: "REPLACE"',
  );
  expect(Testing.synth(chart)[0].spec).toEqual({ configPatches: [RENDERED] });
});

const refused: Array<[string, EnvoyFilterProps, string]> = [
  ['a malformed name', { metadata: { name: 'A' } }, 'the name of an EnvoyFilter must be a Kubernetes object name'],
  ['half a priority', { priority: 0.5 }, 'priority must be a whole number from -2147483648 to 2147483647'],
  ['a huge priority', { priority: 2 ** 31 }, 'priority must be a whole number from -2147483648 to 2147483647'],
  [
    'the older field',
    { target: PolicyTarget.targetRef(PolicyTarget.gateway('edge')) },
    'the kind EnvoyFilter has no field targetRef',
  ],
  [
    'too many labels',
    { target: PolicyTarget.workloads(Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`l${i}`, 'a']))) },
    'workloadSelector.labels',
  ],
];
test.each(refused)('%s is refused', (_, props, message) => {
  const action = () => new EnvoyFilter(newChart(), 'filter', props);
  expect(action).toThrow(`[shop/filter] ${message}`);
  expect(action).toThrow('\n  received: ');
  expect(action).toThrow('\n  fix: ');
});

test.each([-(2 ** 31), 2 ** 31 - 1])('the priority %s is taken', (priority) => {
  expect(specOf({ priority, configPatches: [PATCH] })).toEqual({ priority, configPatches: [RENDERED] });
});
