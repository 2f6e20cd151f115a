import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];

beforeAll(() => {
  const files = synthExample('virtual-service', '');
  expect([...files.keys()]).toEqual(['shop.k8s.yaml']);
  expect(synthExample('virtual-service', '')).toEqual(files);
  objects = objectsIn(files.get('shop.k8s.yaml') ?? '');
});

test('the service in the mesh is rendered like this', () => {
  const own = objects.filter(({ apiVersion }) => apiVersion.startsWith('networking.istio.io/'));
  expect(own.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('the path comes before the header, the header before the weights', () => {
  const { http } = objects.find(({ kind }) => kind === 'VirtualService')?.spec as { http: Array<{ name?: string }> };
  expect(http.map(({ name }) => name)).toEqual(['headers', 'jane', undefined]);
});

test('each subset has the labels of the pods of one Deployment', () => {
  type Labelled = { readonly labels: object };
  const rule = objects.find(({ kind }) => kind === 'DestinationRule')?.spec as { subsets: Labelled[] };
  const pods = objects
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ spec }) => (spec as unknown as { template: { metadata: Labelled } }).template.metadata.labels);
  expect(pods).toMatchObject(rule.subsets.map(({ labels }) => labels));
});
