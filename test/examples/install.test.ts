import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

type Pods = { readonly template: { readonly metadata: { readonly labels: { readonly [label: string]: string } } } };

let objects: WrittenObject[];
const find = (kind: string) => objects.filter((object) => object.kind === kind);

beforeAll(() => {
  const files = synthExample('install', '');
  expect([...files.keys()]).toEqual(['mesh.k8s.yaml']);
  expect(synthExample('install', '')).toEqual(files);
  objects = objectsIn(files.get('mesh.k8s.yaml') ?? '');
});

test('namespaces and policies are rendered like this', () => {
  const own = objects.filter(({ kind }) => ['Namespace', 'PeerAuthentication', 'Telemetry'].includes(kind));
  expect(own.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('the gateway has all its parts, in its own namespace', () => {
  const parts = objects.filter(({ metadata }) => metadata.name === 'istio-ingressgateway');
  expect(parts.map(({ kind }) => kind)).toEqual([
    'ServiceAccount',
    'Role',
    'RoleBinding',
    'Deployment',
    'Service',
    'HorizontalPodAutoscaler',
    'PodDisruptionBudget',
  ]);
  expect(new Set(parts.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['istio-ingress']));
});

test('its pods are injected although their namespace says nothing', () => {
  const [deployment] = find('Deployment');
  const { labels } = (deployment.spec as unknown as Pods).template.metadata;
  expect(labels).toMatchObject({ istio: 'ingressgateway', 'sidecar.istio.io/inject': 'true' });
  const edge = find('Namespace').find(({ metadata }) => metadata.name === 'istio-ingress');
  expect(edge?.metadata).toEqual({ name: 'istio-ingress' });
});

test('the namespace comes before what is in it', () => {
  const namespaces = find('Namespace').map(({ metadata }) => metadata.name);
  expect(namespaces).toEqual(['istio-ingress', 'shop', 'legacy']);
  for (const namespace of namespaces) {
    const first = objects.findIndex(({ metadata }) => metadata.namespace === namespace);
    const own = objects.findIndex(({ kind, metadata }) => kind === 'Namespace' && metadata.name === namespace);
    expect(first === -1 || own < first).toBe(true);
  }
});
