import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];

beforeAll(() => {
  const files = synthExample('service-to-service', '');
  expect([...files.keys()]).toEqual(['shop.k8s.yaml']);
  expect(synthExample('service-to-service', '')).toEqual(files);
  objects = objectsIn(files.get('shop.k8s.yaml') ?? '');
});

test('the service in the mesh is rendered like this', () => {
  const own = objects.filter(({ apiVersion }) => apiVersion.startsWith('networking.istio.io/'));
  expect(own.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('requests go to the Service, and the Service to pods that get a sidecar', () => {
  const find = (kind: string) => objects.find((object) => object.kind === kind);
  const { metadata, spec } = find('Service') as WrittenObject;
  expect(find('VirtualService')?.spec?.hosts).toEqual([metadata.name]);
  expect(find('DestinationRule')?.spec?.host).toBe(metadata.name);
  expect(find('Deployment')?.spec).toMatchObject({ template: { metadata: { labels: spec?.selector } } });
  expect(find('Namespace')?.metadata).toMatchObject({
    name: metadata.namespace,
    labels: { 'istio-injection': 'enabled' },
  });
});

test('nothing is created before what it refers to', () => {
  const kinds = objects.map(({ kind }) => kind);
  expect(kinds[0]).toBe('Namespace');
  expect(kinds.slice(-2)).toEqual(['DestinationRule', 'VirtualService']);
});
