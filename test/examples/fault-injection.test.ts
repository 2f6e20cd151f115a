import { readFileSync } from 'fs';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

interface Route {
  readonly match?: ReadonlyArray<{ readonly headers?: object }>;
  readonly fault?: object;
  readonly route: object[];
}

let objects: WrittenObject[];

beforeAll(() => {
  const files = synthExample('fault-injection', '');
  expect([...files.keys()]).toEqual(['shop.k8s.yaml']);
  expect(synthExample('fault-injection', '')).toEqual(files);
  objects = objectsIn(files.get('shop.k8s.yaml') ?? '');
});

test('the service in the mesh is rendered like this', () => {
  const own = objects.filter(({ apiVersion }) => apiVersion.startsWith('networking.istio.io/'));
  expect(own.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('what was recorded on a real mesh is done for the same headers', () => {
  const path = join(__dirname, '../cases/faults.yaml');
  const recorded = objectsIn((parse(readFileSync(path, 'utf8')) as { manifests: string }).manifests);
  const faultsOf = (all: WrittenObject[]) => {
    const { http } = all.find(({ kind }) => kind === 'VirtualService')?.spec as { http: Route[] };
    return http.filter(({ match }) => match?.[0].headers !== undefined).map(({ match, fault }) => ({ match, fault }));
  };
  expect(faultsOf(objects)).toEqual(faultsOf(recorded));
});

test('every request goes where it went without faults', () => {
  const { http } = objects.find(({ kind }) => kind === 'VirtualService')?.spec as { http: Route[] };
  expect(http.map(({ route }) => route)).toEqual(http.map(() => [{ destination: { host: 'httpbin' } }]));
  expect(http.filter(({ fault }) => fault === undefined)).toEqual([http[http.length - 1]]);
  expect(http[http.length - 1].match).toBeUndefined();
});
