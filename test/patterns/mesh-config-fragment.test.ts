import { MeshConfigFragment } from '../../src/patterns/mesh-config-fragment';
import { misuseOf } from '../support/misuse-of';

const provider = (name: string, port = 4317) => ({ name, zipkin: { service: 'zipkin.obs.svc.cluster.local', port } });
const providers = (...names: string[]) => MeshConfigFragment.of({ extensionProviders: names.map((n) => provider(n)) });

test('for Helm, and for istioctl', () => {
  const fragment = MeshConfigFragment.of({ accessLogEncoding: 'JSON', enableTracing: false });
  expect(fragment.settings).toEqual({ accessLogEncoding: 'JSON', enableTracing: false });
  expect(fragment.toHelmValues()).toEqual({ meshConfig: { accessLogEncoding: 'JSON', enableTracing: false } });
  expect(fragment.toIstioOperator()).toEqual({
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    spec: { meshConfig: { accessLogEncoding: 'JSON', enableTracing: false } },
  });
  expect(fragment.isEmpty).toBe(false);
});

test('nothing to set', () => {
  const empty = MeshConfigFragment.joined();
  expect(empty.isEmpty).toBe(true);
  expect(empty.toHelmValues()).toEqual({ meshConfig: {} });
  expect(misuseOf(() => empty.toIstioOperator()).rule).toBe('there is nothing to install');
});

test('what it got and what it gives are copies', () => {
  const settings = { defaultConfig: { concurrency: 0 } };
  const fragment = MeshConfigFragment.of(settings);
  settings.defaultConfig.concurrency = 2;
  (fragment.settings.defaultConfig as { concurrency: number }).concurrency = 3;
  expect(fragment.settings).toEqual({ defaultConfig: { concurrency: 0 } });
});

test('joined: maps merge, providers are put in one list, and none of the parts changes', () => {
  const parts = [
    MeshConfigFragment.of({ defaultConfig: { concurrency: 2, tracing: {} }, enableTracing: true }),
    providers('a', 'b'),
    MeshConfigFragment.of({
      defaultConfig: { tracing: { sampling: 1 } },
      enableTracing: true,
      outboundClusterStatName: '',
    }),
    providers('b', 'c'),
  ];
  const before = parts.map((part) => part.settings);
  expect(MeshConfigFragment.joined(...parts).settings).toEqual({
    defaultConfig: { concurrency: 2, tracing: { sampling: 1 } },
    enableTracing: true,
    outboundClusterStatName: '',
    extensionProviders: [provider('a'), provider('b'), provider('c')],
  });
  expect(parts.map((part) => part.settings)).toEqual(before);
});

test('the order of fields makes no difference', () => {
  const one = MeshConfigFragment.of({ extensionProviders: [{ name: 'a', zipkin: { port: 1, service: 's' } }] });
  const other = MeshConfigFragment.of({ extensionProviders: [{ zipkin: { service: 's', port: 1 }, name: 'a' }] });
  expect(MeshConfigFragment.joined(one, other).settings).toEqual(one.settings);
});

test.each<[string, object, object, string]>([
  ['a value', { enableTracing: true }, { enableTracing: false }, 'enableTracing of the mesh config'],
  ['a nested value', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, 'a.b.c of the mesh config'],
  ['a list', { a: [1, 2] }, { a: [2, 1] }, 'a of the mesh config'],
  ['a map and a value', { a: {} }, { a: 1 }, 'a of the mesh config'],
  [
    'a provider, whatever its case',
    { extensionProviders: [provider('otel')] },
    { extensionProviders: [provider('OTEL', 1)] },
    'extensionProviders[OTEL] of the mesh config',
  ],
])('%s can not be two things', (_, one, other, rule) => {
  const join = () =>
    MeshConfigFragment.joined(MeshConfigFragment.of(one as never), MeshConfigFragment.of(other as never));
  const parts = misuseOf(join);
  expect(parts.rule).toContain(rule);
  expect(parts.received).toMatch(/^\[.+\]$/);
});
