import { readFileSync } from 'fs';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];

beforeAll(() => {
  const files = synthExample('grpc-faults', '');
  expect([...files.keys()]).toEqual(['shop.k8s.yaml']);
  expect(synthExample('grpc-faults', '')).toEqual(files);
  objects = objectsIn(files.get('shop.k8s.yaml') ?? '');
});

test('the service in the mesh is rendered like this', () => {
  const own = objects.filter(({ apiVersion }) => apiVersion.startsWith('networking.istio.io/'));
  expect(own.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('the port says that it speaks gRPC, and nothing cuts streams short', () => {
  const find = (kind: string) => objects.find((object) => object.kind === kind)?.spec;
  expect(find('Service')?.ports).toMatchObject([{ name: 'grpc' }]);
  const { http } = find('VirtualService') as { http: Array<{ timeout?: string }> };
  expect(http.map(({ timeout }) => timeout)).toEqual([undefined, undefined, undefined]);
});

test('the fault on a method is the one that was recorded on a real gateway', () => {
  type Routes = { http: Array<{ match?: Array<{ uri: object }>; fault?: object }> };
  const path = join(__dirname, '../cases/grpc-fault.yaml');
  const recorded = objectsIn((parse(readFileSync(path, 'utf8')) as { manifests: string }).manifests);
  const routesOf = (all: WrittenObject[]) => (all.find(({ kind }) => kind === 'VirtualService')?.spec as Routes).http;
  const [[mine], [theirs]] = [routesOf(objects), routesOf(recorded)];
  expect(mine.fault).toEqual(theirs.fault);
  expect(mine.match).toEqual([{ uri: { exact: '/hello.HelloService/SayHello' } }]);
  expect(theirs.match).toEqual([{ uri: { exact: '/echo.Echo/Broken' } }]);
});
