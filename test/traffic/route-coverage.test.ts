import { Client, Mesh, Request, RouteCoverage, Simulator, TrafficSuite } from '../../src';
import { BOOKS } from './books';

const suite = (text: string) => TrafficSuite.fromYaml({ file: 'shop.test.yaml', text });
const meshOf = (...documents: string[]) => Mesh.fromYaml([{ file: 'mesh.yaml', text: documents.join('---\n') }]);

describe('coverage', () => {
  test('tells which routes requests took, those of delegates and of connections too', () => {
    const tcp = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: db, namespace: library }
spec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 5432, name: tcp, protocol: TCP }, hosts: ['*'] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: db, namespace: library }
spec: { hosts: ['*'], gateways: [db], tcp: [{ match: [{ port: 5432 }], route: [{ destination: { host: db } }] }] }
`;
    const mesh = meshOf(BOOKS, tcp);
    const coverage = new RouteCoverage(mesh);
    const tests = suite(`testCases:
  - { request: { authority: books.example.org, uri: [/shop, /shop/1] }, expect: { connection: ok } }
  - { request: { scheme: tcp, authority: any.example.org, port: 5432 }, expect: { connection: ok } }
`);
    tests.run(mesh, coverage);
    const counts = coverage.routes.map(({ place, requests }) => `${place.name} ${place.field ?? ''} ${requests}`);
    expect(counts).toEqual([
      'books spec.http[0] 0',
      'books spec.http[1] 0',
      'books spec.http[2] 0',
      'books spec.http[3] 2',
      'books spec.http[4] 0',
      'books spec.http[5] 0',
      'books spec.http[6] 0',
      'shop spec.http[0] 2',
      'films spec.http[0] 0',
      'db spec.tcp[0] 1',
    ]);
    expect(coverage.percent).toBe(30);
    expect(coverage.unreached).toHaveLength(7);
  });

  test('counts the routes that sidecars pass connections on by, which traces show', () => {
    const db = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: library }
spec: { ports: [{ name: tls, port: 443 }, { name: tcp, port: 5432 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: db, namespace: library }
spec:
  hosts: [db]
  tls:
    - { match: [{ sniHosts: [old.example.org] }], route: [{ destination: { host: db } }] }
    - { match: [{ sniHosts: ['*.example.org'] }], route: [{ destination: { host: db } }] }
  tcp:
    - { match: [{ port: 5432 }], route: [{ destination: { host: db } }] }
`;
    const mesh = meshOf(db);
    const coverage = new RouteCoverage(mesh);
    const from = Client.pod('library');
    const traces = ['tls://db', 'tcp://db:5432'].map((url) =>
      new Simulator(mesh).send(Request.of(url, { from, sni: 'a.example.org' })),
    );
    traces.forEach((trace) => coverage.record(trace));
    expect(coverage.unreached.map(({ place }) => place.field)).toEqual(['spec.tls[0]']);
    expect(traces.map(({ route }) => route?.place.field)).toEqual(['spec.tls[1]', 'spec.tcp[0]']);
    expect(traces[0].toText()).toContain('\n  route        VirtualService library/db tls[1] at mesh.yaml:6\n');
  });

  test('is whole where there are no routes', () => {
    expect(new RouteCoverage(meshOf('apiVersion: v1\nkind: Service\nmetadata: { name: a }\n')).percent).toBe(100);
  });
});
