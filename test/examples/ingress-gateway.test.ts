import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

type Selecting = { readonly selector: { readonly [label: string]: string } };
type Pods = { readonly template: { readonly metadata: { readonly labels: { readonly [label: string]: string } } } };

let objects: WrittenObject[];
const specOf = (kind: string) => {
  const found = objects.filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0].spec as unknown;
};

beforeAll(() => {
  const files = synthExample('ingress-gateway', '');
  expect([...files.keys()]).toEqual(['edge.k8s.yaml', 'shop.k8s.yaml']);
  expect(synthExample('ingress-gateway', '')).toEqual(files);
  objects = [...files.values()].flatMap(objectsIn);
});

test('Gateway, routes and the Service are rendered like this', () => {
  const own = objects.filter(({ kind }) => ['Gateway', 'VirtualService', 'Service'].includes(kind));
  expect(own.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('the Gateway and the Service select the pods', () => {
  const { labels } = (specOf('Deployment') as Pods).template.metadata;
  expect(labels).toMatchObject((specOf('Gateway') as Selecting).selector);
  expect(labels).toMatchObject((specOf('Service') as Selecting).selector);
});

test('the Service opens the ports of the Gateway', () => {
  type Ports = { readonly ports: ReadonlyArray<{ readonly port: number }> };
  type Servers = { readonly servers: ReadonlyArray<{ readonly port: { readonly number: number } }> };
  const opened = (specOf('Service') as Ports).ports.map(({ port }) => port);
  expect(opened).toEqual([15021, 80, 8080]);
  expect(opened).toEqual(expect.arrayContaining((specOf('Gateway') as Servers).servers.map(({ port }) => port.number)));
});
