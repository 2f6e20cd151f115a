import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];
const find = (kind: string) => objects.filter((object) => object.kind === kind);

beforeAll(() => {
  const files = synthExample('security', '');
  expect([...files.keys()]).toEqual(['edge.k8s.yaml', 'shop.k8s.yaml']);
  expect(synthExample('security', '')).toEqual(files);
  objects = [...files.values()].flatMap(objectsIn);
});

test('the policies are rendered like this', () => {
  const own = objects.filter(({ apiVersion }) => apiVersion.startsWith('security.istio.io/'));
  expect(
    own.map((object) => stringify({ kind: object.kind, ...object.metadata, ...object.spec })).join('---\n'),
  ).toMatchSnapshot();
});

test('the gateway may call the web by the identity of its own pods', () => {
  const [account] = find('ServiceAccount');
  const web = find('AuthorizationPolicy').find(({ metadata }) => metadata.name === 'shop-web');
  const principal = `cluster.local/ns/${account.metadata.namespace ?? ''}/sa/${account.metadata.name}`;
  expect(web?.spec?.rules).toEqual([{ from: [{ source: { principals: [principal] } }] }]);
});

test('users are asked for a token where the gateway runs', () => {
  const [deployment] = find('Deployment');
  const jwt = [...find('RequestAuthentication'), ...find('AuthorizationPolicy').slice(0, 1)];
  expect(jwt.map(({ metadata }) => metadata.namespace)).toEqual(jwt.map(() => deployment.metadata.namespace));
});

test('whoever is not listed may call nobody', () => {
  const nobody = find('AuthorizationPolicy').find(({ metadata }) => metadata.name === 'shop-nobody');
  expect(nobody?.spec).toEqual({});
});
