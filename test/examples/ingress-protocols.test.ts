import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];

beforeAll(() => {
  const files = synthExample('ingress-protocols', '');
  expect(synthExample('ingress-protocols', '')).toEqual(files);
  objects = [...files.values()].flatMap(objectsIn);
});

test('the routes are rendered like this', () => {
  const routes = objects.filter(({ kind }) => kind === 'VirtualService');
  expect(routes.map(({ spec }) => stringify(spec)).join('---\n')).toMatchSnapshot();
});

test('two share port 443, and one has a port of its own', () => {
  const gateways = objects.filter(({ kind }) => kind === 'Gateway');
  expect(gateways.flatMap(({ spec }) => spec?.servers)).toEqual([
    {
      port: { number: 443, name: 'https', protocol: 'HTTPS' },
      hosts: ['grpc.example.com'],
      tls: { mode: 'SIMPLE', credentialName: 'grpc-certificate' },
    },
    { port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['vault.example.com'], tls: { mode: 'PASSTHROUGH' } },
    { port: { number: 5432, name: 'tcp-5432', protocol: 'TCP' }, hosts: ['*'] },
  ]);
});

test('the method comes before its service', () => {
  const grpc = objects.find(({ metadata }) => metadata.name === 'grpc-virtual-service');
  const uris = (grpc?.spec?.http as Array<{ match: Array<{ uri: object }> }>).map(({ match: [{ uri }] }) => uri);
  expect(uris).toEqual([{ exact: '/hello.HelloService/SayHello' }, { prefix: '/hello.HelloService/' }]);
});
