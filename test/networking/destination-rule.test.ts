import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { IstioApi, IstioApiVersion } from '../../src/kernel/api-version';
import { Backend } from '../../src/networking/backend';
import { ClientTls } from '../../src/networking/client-tls';
import { Destination } from '../../src/networking/destination';
import { DestinationRule, DestinationRuleProps } from '../../src/networking/destination-rule';
import { ExportTo } from '../../src/networking/export-to';
import { LoadBalancer } from '../../src/networking/load-balancer';
import { newChart, ruleOf, specOf, WEB } from './support/destination-rules';

test('a rule with subsets', () => {
  const chart = newChart('default');
  const rule = new DestinationRule(chart, 'rule', {
    metadata: { name: 'web', labels: { team: 'web' } },
    backend: WEB,
    trafficPolicy: { loadBalancer: LoadBalancer.leastRequest() },
    subsets: [{ name: 'v1', labels: { version: 'v1' } }],
  });
  rule.addSubset('v2', { labels: { version: 'v2' }, trafficPolicy: { tls: ClientTls.disable() } });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'web', namespace: 'default', labels: { team: 'web' } },
      spec: {
        host: 'web',
        trafficPolicy: { loadBalancer: { simple: 'LEAST_REQUEST' } },
        subsets: [
          { name: 'v1', labels: { version: 'v1' } },
          { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { tls: { mode: 'DISABLE' } } },
        ],
      },
    },
  ]);
});

test.each([
  [IstioApiVersion.V1, 'networking.istio.io/v1'],
  [IstioApiVersion.V1BETA1, 'networking.istio.io/v1beta1'],
  [IstioApiVersion.V1ALPHA3, 'networking.istio.io/v1alpha3'],
])('the API version %s', (version, apiVersion) => {
  const chart = newChart();
  IstioApi.useVersion(chart, version);
  const rule = new DestinationRule(chart, 'rule', { backend: WEB });
  expect(rule.apiVersion).toBe(apiVersion);
});

test.each<[string, Backend, string]>([
  ['in its own namespace', Backend.named('web', { namespace: 'default' }), 'web'],
  ['in another namespace', Backend.named('web', { namespace: 'data' }), 'web.data.svc.cluster.local'],
  ['of a ServiceEntry', Backend.host('*.example.com'), '*.example.com'],
])('the host of a backend %s', (_, backend, host) => {
  expect(specOf(ruleOf({ backend }, 'default'))).toEqual({ host });
});

test.each<[string, Partial<DestinationRuleProps>, object]>([
  ['nothing else', {}, {}],
  ['no subsets', { subsets: [] }, { subsets: [] }],
  ['no labels', { subsets: [{ name: 'all', labels: {} }] }, { subsets: [{ name: 'all', labels: {} }] }],
  ['an empty label', { subsets: [{ name: 'a', labels: { a: '' } }] }, { subsets: [{ name: 'a', labels: { a: '' } }] }],
  ['a subset by its name', { subsets: [{ name: 'V1-a' }] }, { subsets: [{ name: 'V1-a' }] }],
  ['an empty selector', { workloadSelector: {} }, { workloadSelector: { matchLabels: {} } }],
  [
    'a selector',
    { workloadSelector: { 'app.kubernetes.io/name': 'Shop_1' }, exportTo: [ExportTo.ownNamespace()] },
    { workloadSelector: { matchLabels: { 'app.kubernetes.io/name': 'Shop_1' } }, exportTo: ['.'] },
  ],
  [
    'a selector and its own namespace',
    { workloadSelector: { app: 'a' }, exportTo: [ExportTo.namespace('default')] },
    { workloadSelector: { matchLabels: { app: 'a' } }, exportTo: ['default'] },
  ],
  ['no exports', { exportTo: [] }, { exportTo: [] }],
  ['exports', { exportTo: [ExportTo.everywhere()] }, { exportTo: ['*'] }],
  [
    'overrides',
    {
      trafficPolicy: { tls: ClientTls.simple(), overrides: { tls: { sni: 'a' }, future: false } },
      subsets: [{ name: 'v1', trafficPolicy: { overrides: { future: 0 } }, overrides: { future: [] } }],
      overrides: { future: {} },
    },
    {
      trafficPolicy: { tls: { mode: 'SIMPLE', sni: 'a' }, future: false },
      subsets: [{ name: 'v1', trafficPolicy: { future: 0 }, future: [] }],
      future: {},
    },
  ],
])('a rule with %s', (_, props, spec) => {
  expect(specOf(ruleOf(props, 'default'))).toEqual({ host: 'web', ...spec });
});

test('the rule keeps copies of what it is given', () => {
  const labels = { version: 'v1' };
  const overrides = { future: { list: [1] } };
  const workloadSelector = { app: 'a' };
  const exportTo = [ExportTo.ownNamespace()];
  const subsets = [{ name: 'v1', labels, overrides: { future: overrides.future } }];
  const rule = ruleOf({ subsets, overrides, workloadSelector, exportTo });
  const before = specOf(rule);
  labels.version = 'v2';
  overrides.future.list.push(2);
  workloadSelector.app = 'b';
  exportTo.push(ExportTo.namespace('other'));
  subsets.push({ name: 'v2', labels, overrides });
  expect(specOf(rule)).toEqual(before);
});

test('a patch leaves the rule as it is', () => {
  const rule = ruleOf({ subsets: [{ name: 'v1', labels: { version: 'v1' } }] });
  rule.addJsonPatch(JsonPatch.replace('/spec/subsets/0/name', 'v3'));
  const patched = { host: 'web', subsets: [{ name: 'v3', labels: { version: 'v1' } }] };
  expect(specOf(rule)).toEqual(patched);
  expect(specOf(rule)).toEqual(patched);
  expect(rule.subset('v1').name).toBe('v1');
});

describe('subset handles', () => {
  test('addSubset() and subset() give the handle that destinations take', () => {
    const rule = ruleOf({ subsets: [{ name: 'v1' }] }, 'default');
    const added = rule.addSubset('v2');
    expect(rule.subset('v2')).toBe(added);
    expect(added).toEqual({ name: 'v2', backend: WEB });
    expect(Destination.subset(rule.subset('v1'))._render({ owner: rule, namespace: 'default' })).toEqual({
      host: 'web',
      subset: 'v1',
    });
  });

  test('an imported rule has them too', () => {
    const chart = newChart('shop');
    const options = { backend: WEB, subsets: ['v1', 'v2'] };
    const rule = DestinationRule.fromDestinationRuleName(chart, 'rule', 'web', options);
    const other = DestinationRule.fromDestinationRuleName(chart, 'other', 'web', { backend: WEB, namespace: 'data' });
    options.subsets.push('v3');
    expect([rule.name, rule.namespace, rule.backend]).toEqual(['web', 'shop', WEB]);
    expect(rule.subset('v2')).toEqual({ name: 'v2', backend: WEB });
    expect(() => rule.subset('v3')).toThrow(
      '[shop/rule] the DestinationRule has no such subset\n  received: "v3"\n  fix: choose one of v1, v2',
    );
    expect(other.namespace).toBe('data');
    expect(() => other.subset('v1')).toThrow('fix: list the names that routes refer to');
    expect(Testing.synth(chart)).toEqual([]);
  });
});

test.each<[string, Partial<DestinationRuleProps>, string]>([
  [
    'a subset twice',
    { subsets: [{ name: 'v1' }, { name: 'v1' }] },
    '[shop/rule] the subsets of a DestinationRule must have different names\n  received: "v1"\n  fix: rename one of them, or merge the two',
  ],
  [
    'a subset name with dots',
    { subsets: [{ name: 'v1.2' }] },
    '[shop/rule] the name of a subset must be an RFC 1123 label\n  received: "v1.2"\n  fix: use letters',
  ],
  ['a subset without a name', { subsets: [{ name: '' }] }, 'the name of a subset must be an RFC 1123 label'],
  ['a long subset name', { subsets: [{ name: 'a'.repeat(64) }] }, 'the name of a subset must be an RFC 1123 label'],
  [
    'a label value with a space',
    { subsets: [{ name: 'v1', labels: { version: 'v 1' } }] },
    '[shop/rule] subsets["v1"].labels["version"] must be a label value as Kubernetes takes it\n  received: "v 1"\n  fix: use a text',
  ],
  [
    'a label name with two slashes',
    { subsets: [{ name: 'v1', labels: { 'a/b/c': '' } }] },
    '[shop/rule] subsets["v1"].labels must have label names as Kubernetes takes them\n  received: "a/b/c"\n  fix: use letters',
  ],
  ['an empty label name', { subsets: [{ name: 'v1', labels: { '': 'a' } }] }, 'must have label names'],
  ['an empty prefix of a label', { subsets: [{ name: 'v1', labels: { '/a': 'a' } }] }, 'must have label names'],
  [
    'a long prefix of a label',
    { subsets: [{ name: 'v1', labels: { [`${'a.'.repeat(127)}a/a`]: '' } }] },
    'label names',
  ],
  ['a long label name', { subsets: [{ name: 'v1', labels: { ['a'.repeat(64)]: '' } }] }, 'label names'],
  ['a long label value', { subsets: [{ name: 'v1', labels: { a: 'a'.repeat(64) } }] }, 'label value'],
  [
    'a wildcard in the selector',
    { workloadSelector: { app: 'box*' } },
    '[shop/rule] workloadSelector.matchLabels["app"] must be a label value as Kubernetes takes it\n  received: "box*"',
  ],
  [
    'a selector and exports',
    { workloadSelector: { app: 'a' }, exportTo: [ExportTo.everywhere()] },
    '[shop/rule] a DestinationRule with a workloadSelector must not be exported to other namespaces\n  received: ["*"]\n' +
      '  fix: use [ExportTo.ownNamespace()], or leave exportTo out',
  ],
  ['an export to nowhere', { exportTo: [ExportTo.nowhere()] }, '[shop/rule] only a ServiceEntry'],
  [
    'a bad name',
    { metadata: { name: 'Web' } },
    '[shop/rule] the name of a DestinationRule must be a Kubernetes object',
  ],
  [
    'a CA of another namespace',
    { trafficPolicy: { tls: ClientTls.simple({ credentialName: 'configmap://data/ca' }) } },
    "[shop/rule] tls.credentialName must name a ConfigMap in the DestinationRule's own namespace\n" +
      '  received: "configmap://data/ca"\n  fix: put the ConfigMap into namespace default',
  ],
  [
    'an empty policy of a subset',
    { subsets: [{ name: 'v1', trafficPolicy: {} }] },
    '[shop/rule] subsets["v1"].trafficPolicy must have at least one setting\n  received: {}\n  fix: give one',
  ],
])('%s is refused', (_, props, message) => {
  expect(() => ruleOf(props, 'default')).toThrow(message);
});

test.each<[string, () => unknown, string]>([
  [
    'a Service whose namespace is open',
    () => {
      const service = new ApiObject(newChart(), 'service', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
      });
      return specOf(ruleOf({ backend: Backend.apiObject(service) }, 'default'));
    },
    "[shop/rule] the namespace of Service web is left open, so it can't be named from namespace default",
  ],
  [
    'an imported rule with a bad name',
    () => DestinationRule.fromDestinationRuleName(newChart(), 'rule', 'Web', { backend: WEB }),
    '[shop/rule] the name of a DestinationRule must be a Kubernetes object name\n  received: "Web"',
  ],
  [
    'an imported rule with a bad namespace',
    () => DestinationRule.fromDestinationRuleName(newChart(), 'rule', 'web', { backend: WEB, namespace: '' }),
    '[shop/rule] the namespace of a DestinationRule must be an RFC 1123 label\n  received: ""',
  ],
  [
    'an imported rule with a subset twice',
    () => DestinationRule.fromDestinationRuleName(newChart(), 'rule', 'web', { backend: WEB, subsets: ['a', 'a'] }),
    '[shop/rule] the subsets of a DestinationRule must have different names\n  received: "a"',
  ],
])('%s is refused', (_, action, message) => {
  expect(action).toThrow(message);
});

test('a ConfigMap is taken where it can be the own namespace', () => {
  const tls = ClientTls.simple({ credentialName: 'configmap://data/ca' });
  const spec = { host: 'web', trafficPolicy: { tls: { mode: 'SIMPLE', credentialName: 'configmap://data/ca' } } };
  expect(specOf(ruleOf({ trafficPolicy: { tls } }, 'data'))).toEqual(spec);
  expect(specOf(ruleOf({ trafficPolicy: { tls } }))).toEqual(spec);
});
