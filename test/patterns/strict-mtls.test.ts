import { App, Chart, Testing } from 'cdk8s';
import { MtlsScope } from '../../src/patterns/mtls-scope';
import { StrictMtls, StrictMtlsProps } from '../../src/patterns/strict-mtls';
import { MutualTlsMode } from '../../src/security/mutual-tls-mode';
import { schemaErrors } from '../support/crd-schema';
import { misuseOf } from '../support/misuse-of';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const policy = (metadata: object, spec: object = {}) => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata,
  spec: { mtls: { mode: 'STRICT' }, ...spec },
});
const web = { app: 'web' };

test.each<[string, StrictMtlsProps | undefined, object]>([
  ["the chart's namespace", undefined, policy({ name: 'default', namespace: 'shop' })],
  ['a namespace', { scope: MtlsScope.namespace('cart') }, policy({ name: 'default', namespace: 'cart' })],
  ['the mesh', { scope: MtlsScope.mesh() }, policy({ name: 'default', namespace: 'istio-system' })],
  [
    'a mesh with a root namespace of its own',
    { scope: MtlsScope.mesh(), rootNamespace: 'mesh-root' },
    policy({ name: 'default', namespace: 'mesh-root' }),
  ],
  [
    'workloads',
    { scope: MtlsScope.workloads(web) },
    policy({ name: 'shop-mtls', namespace: 'shop' }, { selector: { matchLabels: web } }),
  ],
  [
    'workloads of a namespace, with exceptions',
    {
      scope: MtlsScope.workloads(web, { namespace: 'cart' }),
      portExceptions: { '9090': MutualTlsMode.PERMISSIVE, '8081': MutualTlsMode.DISABLE },
    },
    policy(
      { name: 'shop-mtls', namespace: 'cart' },
      {
        selector: { matchLabels: web },
        portLevelMtls: { '9090': { mode: 'PERMISSIVE' }, '8081': { mode: 'DISABLE' } },
      },
    ),
  ],
  [
    'what has a name, labels and annotations',
    { name: 'strict', labels: { team: 'web' }, annotations: { owner: 'web' } },
    policy({ name: 'strict', namespace: 'shop', labels: { team: 'web' }, annotations: { owner: 'web' } }),
  ],
  [
    'workloads with a name',
    { name: 'strict', scope: MtlsScope.workloads(web) },
    policy({ name: 'strict', namespace: 'shop' }, { selector: { matchLabels: web } }),
  ],
  [
    'istio-system where it is not the root namespace',
    { scope: MtlsScope.workloads(web, { namespace: 'istio-system' }), rootNamespace: 'mesh-root' },
    policy({ name: 'shop-mtls', namespace: 'istio-system' }, { selector: { matchLabels: web } }),
  ],
])('strict: %s', (_, props, expected) => {
  const chart = newChart();
  const strict = new StrictMtls(chart, 'mtls', props);
  const manifests = Testing.synth(chart);
  expect(manifests).toEqual([expected]);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  expect(strict.peerAuthentication.name).toBe(manifests[0].metadata.name);
});

const workloads = { scope: MtlsScope.workloads(web) };
const MISUSES: Array<[string, StrictMtlsProps, string, string]> = [
  [
    'the root namespace without saying mesh',
    { scope: MtlsScope.namespace('istio-system') },
    "a policy in the root namespace is the whole mesh's",
    '"namespace in istio-system"',
  ],
  [
    'workloads in the root namespace',
    { scope: MtlsScope.workloads(web, { namespace: 'istio-system' }) },
    'a policy for workloads does nothing in the root namespace',
    '"workloads in istio-system"',
  ],
  [
    "the chart's namespace as the root",
    { rootNamespace: 'shop' },
    "a policy in the root namespace is the whole mesh's",
    '"namespace in shop"',
  ],
  ['a malformed root namespace', { rootNamespace: 'Root' }, 'the root namespace must be', '"Root"'],
  [
    'exceptions of a namespace',
    { portExceptions: { '80': MutualTlsMode.DISABLE } },
    'portExceptions must name at least one port, of certain workloads',
    '{"80":"DISABLE"}',
  ],
  ['no exceptions', { ...workloads, portExceptions: {} }, 'portExceptions must name at least one port', '{}'],
  [
    'an exception that is none',
    { ...workloads, portExceptions: { '80': MutualTlsMode.DISABLE, '81': MutualTlsMode.STRICT } },
    'an exception must differ from STRICT',
    '{"81":"STRICT"}',
  ],
  [
    'an exception that is not set',
    { ...workloads, portExceptions: { '80': MutualTlsMode.UNSET } },
    'an exception must differ from STRICT',
    '{"80":"UNSET"}',
  ],
  [
    'a port by its name',
    { ...workloads, portExceptions: { http: MutualTlsMode.DISABLE } },
    'the keys of portLevelMtls must be port numbers',
    '"http"',
  ],
  ['a name in capitals', { name: 'Strict' }, 'the name of a PeerAuthentication', '"Strict"'],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, rule, received) => {
  const chart = newChart();
  const parts = misuseOf(() => new StrictMtls(chart, 'mtls', props));
  expect(parts.rule).toMatch(/^\[shop\/mtls(\/\w+)*\] /);
  expect(parts.rule).toContain(rule);
  expect(parts.received).toBe(received);
  expect(parts.fix).not.toBe('');
  expect(chart.node.children).toEqual([]);
});

test.each<[string, () => unknown, string]>([
  ['a namespace in capitals', () => MtlsScope.namespace('Shop'), '"Shop"'],
  ['the namespace of workloads in capitals', () => MtlsScope.workloads(web, { namespace: 'Shop' }), '"Shop"'],
  ['workloads without labels', () => MtlsScope.workloads({}), '0'],
])('%s is refused', (_, action, received) => {
  expect(misuseOf(action).received).toBe(received);
});
