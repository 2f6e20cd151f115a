import { destinationRulesOf } from '../../../src/mesh/index/routing';
import { Mesh } from '../../../src/mesh/mesh';
import { effectivePolicy } from '../../../src/mesh/semantics/traffic-policy';

const WEB = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {ports: [{port: 80}]}
`;

function rule(namespace: string, name: string, spec: string): string {
  return `---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}\n`;
}

function found(manifests: string, namespace: string, labels = {}) {
  const mesh = Mesh.fromYaml([{ file: 'a.yaml', text: WEB + manifests }]);
  const [service] = mesh.services.ofHost('web.shop.svc.cluster.local');
  const policy = destinationRulesOf(mesh).of(service, { namespace, labels });
  return (
    policy && {
      from: policy.sources.map(({ name }) => name),
      subsets: policy.subsets.map(({ subset, source }) => `${subset.name}@${source.name}`),
      policyOf: policy.policySource?.name,
    }
  );
}

const FULL = 'web.shop.svc.cluster.local';
const subset = (name: string) => `subsets: [{name: ${name}}]`;

it.each([
  ['the client', 'team', 'own'],
  ['the service, for others', 'other', 'service'],
  ['the service, for the root namespace', 'istio-system', 'service'],
])('takes the rule of the namespace of %s', (_name, namespace, expected) => {
  const rules =
    rule('team', 'own', `{host: ${FULL}}`) +
    rule('shop', 'service', '{host: web}') +
    rule('istio-system', 'root', `{host: ${FULL}}`);
  expect(found(rules, namespace)?.from).toEqual([expected]);
});

it('takes the rule of the root namespace last, and none of a third', () => {
  const rules = rule('third', 'third', `{host: ${FULL}}`) + rule('istio-system', 'root', '{host: "*.cluster.local"}');
  expect(found(rules, 'team')?.from).toEqual(['root']);
  expect(found(rule('third', 'third', `{host: ${FULL}}`), 'team')).toBeUndefined();
});

it('takes the most specific host of a namespace', () => {
  const rules = rule('shop', 'wide', '{host: "*.shop.svc.cluster.local"}') + rule('shop', 'narrow', '{host: web}');
  expect(found(rules, 'shop')?.from).toEqual(['narrow']);
});

it('merges rules of one host: subsets that are new, and the first traffic policy', () => {
  const rules =
    rule('shop', 'a', `{host: web, ${subset('v1')}}`) +
    rule(
      'shop',
      'b',
      `{host: ${FULL}, subsets: [{name: v1}, {name: v2}], trafficPolicy: {loadBalancer: {simple: RANDOM}}}`,
    ) +
    rule('shop', 'c', '{host: web, trafficPolicy: {loadBalancer: {simple: ROUND_ROBIN}}}');
  expect(found(rules, 'shop')).toEqual({ from: ['a', 'b', 'c'], subsets: ['v1@a', 'v2@b'], policyOf: 'b' });
});

it('keeps rules apart that others see: the last one counts', () => {
  const rules =
    rule('shop', 'a', `{host: web, ${subset('v1')}}`) +
    rule('shop', 'b', `{host: web, exportTo: ["."], ${subset('v2')}}`);
  expect(found(rules, 'shop')?.subsets).toEqual(['v2@b']);
  expect(found(rules, 'team')?.subsets).toEqual(['v1@a']);
});

it('prefers a rule for the pods of the client', () => {
  const rules =
    rule('shop', 'all', '{host: web}') +
    rule('shop', 'picked', '{host: web, workloadSelector: {matchLabels: {app: front}}}');
  expect(found(rules, 'shop', { app: 'front' })?.from).toEqual(['picked']);
  expect(found(rules, 'shop', { app: 'back' })?.from).toEqual(['all']);
});

it('lets a subset replace fields, and a port all of them', () => {
  const host = {
    tls: { mode: 'SIMPLE' },
    loadBalancer: { simple: 'RANDOM' },
    tunnel: { targetHost: 'a', targetPort: 1 },
  } as const;
  const version = {
    loadBalancer: { simple: 'ROUND_ROBIN' },
    portLevelSettings: [{ port: { number: 81 }, connectionPool: { tcp: { maxConnections: 1 } } }],
  } as const;
  expect(effectivePolicy(host, version, 80)).toEqual({
    tls: { mode: 'SIMPLE' },
    loadBalancer: { simple: 'ROUND_ROBIN' },
    tunnel: { targetHost: 'a', targetPort: 1 },
  });
  expect(effectivePolicy(host, version, 81)).toEqual({
    connectionPool: { tcp: { maxConnections: 1 } },
    tunnel: { targetHost: 'a', targetPort: 1 },
  });
});
