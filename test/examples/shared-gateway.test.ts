import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];

beforeAll(() => {
  const files = synthExample('shared-gateway', '');
  expect([...files.keys()]).toEqual(['blog.k8s.yaml', 'cart.k8s.yaml', 'platform.k8s.yaml']);
  expect(synthExample('shared-gateway', '')).toEqual(files);
  objects = [...files.values()].flatMap(objectsIn);
});

test('the routes are rendered like this', () => {
  const routes = objects.filter(({ kind }) => kind === 'VirtualService');
  expect(routes.map(({ metadata, spec }) => stringify({ ...metadata, ...spec })).join('---\n')).toMatchSnapshot();
});

test('each host is kept for those who may have it', () => {
  const [{ spec }] = objects.filter(({ kind }) => kind === 'Gateway');
  const servers = spec?.servers as Array<{ hosts: string[]; tls: { credentialName?: string } }>;
  const served = servers.filter(({ tls }) => tls.credentialName !== undefined).map(({ hosts }) => hosts);
  expect(served).toEqual([['./shop.example.com'], ['blog/*.blog.example.com']]);
});

test('what is delegated is there, without hosts and gateways', () => {
  const root = objects.find(({ metadata }) => metadata.name === 'public-shop.example.com');
  const [{ delegate }] = root?.spec?.http as Array<{ delegate: { name: string; namespace: string } }>;
  const routes = objects.find(({ metadata }) => metadata.name === delegate.name);
  expect(routes?.metadata.namespace).toBe(delegate.namespace);
  expect(Object.keys(routes?.spec ?? {})).toEqual(['http']);
});
