import { App, Chart, Testing } from 'cdk8s';
import { DataPlane } from '../../src/patterns/data-plane';
import { MeshNamespace, MeshNamespaceProps } from '../../src/patterns/mesh-namespace';
import { MutualTlsMode } from '../../src/security/mutual-tls-mode';
import { schemaErrors } from '../support/crd-schema';
import { misuseOf } from '../support/misuse-of';

const newChart = () => new Chart(new App(), 'mesh', { namespace: 'default' });
const labelsOf = (dataPlane?: DataPlane) => {
  const chart = newChart();
  new MeshNamespace(chart, 'shop', { name: 'shop', dataPlane });
  return Testing.synth(chart)[0].metadata.labels;
};

test('the least: a namespace that is named after its construct, with injection', () => {
  const chart = newChart();
  const namespace = new MeshNamespace(chart, 'shop');
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'mesh-shop', labels: { 'istio-injection': 'enabled' } },
    },
  ]);
  expect(namespace.name).toBe('mesh-shop');
  expect(namespace.namespaceObject.name).toBe('mesh-shop');
  expect(namespace.peerAuthentication).toBeUndefined();
});

test('all that it takes', () => {
  const chart = newChart();
  const labels = { team: 'web' };
  const annotations = { owner: 'web@example.com' };
  const namespace = new MeshNamespace(chart, 'shop', {
    name: 'shop',
    dataPlane: DataPlane.revision('1-31-0'),
    mtls: MutualTlsMode.STRICT,
    labels,
    annotations,
  });
  labels.team = 'other';
  annotations.owner = 'other';
  const manifests = Testing.synth(chart);
  expect(manifests).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'shop',
        labels: { team: 'web', 'istio.io/rev': '1-31-0' },
        annotations: { owner: 'web@example.com' },
      },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace: 'shop' },
      spec: { mtls: { mode: 'STRICT' } },
    },
  ]);
  expect(namespace.peerAuthentication?.namespace).toBe('shop');
  expect(schemaErrors(manifests[1])).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
});

test('in a chart without a namespace it is rendered alike', () => {
  const chart = new Chart(new App(), 'mesh');
  new MeshNamespace(chart, 'shop', { name: 'shop' });
  expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'shop', labels: { 'istio-injection': 'enabled' } });
});

test.each<[string, DataPlane, { [label: string]: string } | undefined]>([
  ['injection', DataPlane.injection(), { 'istio-injection': 'enabled' }],
  ['a revision', DataPlane.revision('1-31-0'), { 'istio.io/rev': '1-31-0' }],
  ['a tag', DataPlane.tag('prod-stable'), { 'istio.io/rev': 'prod-stable' }],
  ['ambient', DataPlane.ambient(), { 'istio.io/dataplane-mode': 'ambient' }],
  [
    'ambient with a waypoint',
    DataPlane.ambient({ waypoint: 'waypoint' }),
    { 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'waypoint' },
  ],
  [
    'ambient with the waypoint of another namespace, for ingress too',
    DataPlane.ambient({ waypoint: 'shared', waypointNamespace: 'infra', ingressUseWaypoint: true }),
    {
      'istio.io/dataplane-mode': 'ambient',
      'istio.io/use-waypoint': 'shared',
      'istio.io/use-waypoint-namespace': 'infra',
      'istio.io/ingress-use-waypoint': 'true',
    },
  ],
  ['each pod for itself', DataPlane.byPod(), undefined],
  ['nothing', DataPlane.none(), { 'istio-injection': 'disabled' }],
])('data plane: %s', (_, dataPlane, labels) => {
  expect(labelsOf(dataPlane)).toEqual(labels);
});

test.each<[string, () => unknown, string, string]>([
  ['a revision with dots', () => DataPlane.revision('1.31.0'), '"1.31.0"', "write '1-31-0'"],
  ['a tag in capitals', () => DataPlane.tag('Prod_Stable'), '"Prod_Stable"', "write 'prod-stable'"],
  ['an empty revision', () => DataPlane.revision(''), '""', "write '1-31-0'"],
  ['a revision of 64 letters', () => DataPlane.revision('a'.repeat(64)), `"${'a'.repeat(64)}"`, "write '1-31-0'"],
  ['a waypoint in capitals', () => DataPlane.ambient({ waypoint: 'Way' }), '"Way"', 'use lower-case letters'],
  [
    'the namespace of no waypoint',
    () => DataPlane.ambient({ waypointNamespace: 'infra' }),
    '{"waypointNamespace":"infra"}',
    'add `waypoint`',
  ],
  [
    'ingress without waypoint',
    () => DataPlane.ambient({ ingressUseWaypoint: false }),
    '{"ingressUseWaypoint":false}',
    'add `waypoint`',
  ],
])('%s is refused', (_, action, received, fix) => {
  const parts = misuseOf(action);
  expect(parts.received).toBe(received);
  expect(parts.fix).toContain(fix);
});

const MISUSES: Array<[string, MeshNamespaceProps, string, string]> = [
  ['a name in capitals', { name: 'Shop' }, 'the name of a namespace must be an RFC 1123 label', '"Shop"'],
  [
    'a second label for injection',
    { dataPlane: DataPlane.revision('canary'), labels: { 'istio-injection': 'enabled' } },
    'the label istio-injection is for the data plane to set',
    '{"istio-injection":"enabled"}',
  ],
  [
    'the label of a waypoint',
    { labels: { 'istio.io/use-waypoint': 'w' } },
    'the label istio.io/use-waypoint is for the data plane to set',
    '{"istio.io/use-waypoint":"w"}',
  ],
  [
    'mutual TLS of the whole mesh',
    { name: 'istio-system', mtls: MutualTlsMode.STRICT },
    "a PeerAuthentication in istio-system is the whole mesh's",
    '"STRICT"',
  ],
  [
    'a mode that ambient does not know',
    { dataPlane: DataPlane.ambient(), mtls: MutualTlsMode.DISABLE },
    'ambient takes DISABLE for PERMISSIVE',
    '"DISABLE"',
  ],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, rule, received) => {
  const chart = newChart();
  const parts = misuseOf(() => new MeshNamespace(chart, 'shop', { name: 'shop', ...props }));
  expect(parts.rule).toContain(`[mesh/shop] ${rule}`);
  expect(parts.received).toBe(received);
  expect(parts.fix).not.toBe('');
  expect(chart.node.children).toEqual([]);
});

test('a second label that comes later is an error at synth', () => {
  const app = new App();
  const chart = new Chart(app, 'mesh');
  const namespace = new MeshNamespace(chart, 'shop', { name: 'shop' });
  expect(namespace.node.validate()).toEqual([]);
  namespace.namespaceObject.metadata.addLabel('istio.io/rev', 'canary');
  expect(namespace.node.validate()).toEqual([
    'a namespace must not have both istio-injection and istio.io/rev: Istio follows the first and forgets the revision\n' +
      '  received: istio-injection: enabled, istio.io/rev: canary\n' +
      '  fix: say it once, with `dataPlane`',
  ]);
});

test('and so is one of the chart', () => {
  const chart = new Chart(new App(), 'mesh', { labels: { 'istio-injection': 'enabled' } });
  const namespace = new MeshNamespace(chart, 'shop', { name: 'shop', dataPlane: DataPlane.tag('stable') });
  expect(namespace.node.validate()).toHaveLength(1);
});
