import { Mesh, TrafficReport, TrafficSuite } from '../../src';
import { BOOKS } from './books';

const suite = (text: string) => TrafficSuite.fromYaml({ file: 'shop.test.yaml', text });
const meshOf = (...documents: string[]) => Mesh.fromYaml([{ file: 'mesh.yaml', text: documents.join('---\n') }]);
const told = ({ results }: TrafficReport) =>
  results.map(({ request, failures }) => (failures.length === 0 ? request : `${request}: ${failures.join('; ')}`));

const caseOf = (request: string, rest: string, wantMatch = true) => `testCases:
  - description: a test
    wantMatch: ${wantMatch}
    request: { authority: [books.example.org], method: [GET], ${request} }
    ${rest}
`;

describe('files of istio-config-validator', () => {
  const run = (text: string) => suite(text).run(meshOf(BOOKS));

  test('every combination of their lists is sent', () => {
    const report = run(`testCases:
  - description: members lend
    wantMatch: true
    request:
      authority: [books.example.org, www.books.example.org]
      method: [GET, POST]
      uri: [/lend, /lend/1]
      headers: { x-member: m-17 }
    route: [{ destination: { host: lending.library.svc.cluster.local, port: { number: 8080 } } }]
---
testCases:
  - description: others do not
    wantMatch: false
    request: { authority: [books.example.org], method: [PUT], uri: [/lend], headers: { x-member: nobody } }
    route: [{ destination: { host: lending.library.svc.cluster.local, port: { number: 8080 } } }]
`);
    expect(told(report)).toEqual([
      'GET http://books.example.org/lend',
      'POST http://books.example.org/lend',
      'GET http://www.books.example.org/lend',
      'POST http://www.books.example.org/lend',
      'GET http://books.example.org/lend/1',
      'POST http://books.example.org/lend/1',
      'GET http://www.books.example.org/lend/1',
      'POST http://www.books.example.org/lend/1',
      'PUT http://books.example.org/lend',
    ]);
    expect([...new Set(report.results.map(({ line, description }) => `${line} ${description}`))]).toEqual([
      '2 members lend',
      '12 others do not',
    ]);
    expect([...new Set(report.results.flatMap(({ assumptions }) => assumptions))]).toEqual([
      'Gateway ingress/public is not among the manifests and is taken to be there',
    ]);
  });

  const lend = 'uri: [/lend], headers: { x-member: m-1 }';
  test.each<[string, string, string]>([
    ['headers', lend, 'headers: { request: { set: { x-desk: lending } } }'],
    [
      'a fault, however its duration is written',
      lend,
      'fault: { delay: { percentage: { value: 10 }, fixedDelay: 1500ms } }',
    ],
    ['a redirect', 'uri: [/opening-hours]', 'redirect: { authority: www.books.example.org, uri: /about }'],
    ['a rewrite', 'uri: [/archive/1]', 'rewrite: { uri: /old }'],
    [
      'a short name for the same host',
      'uri: [/archive/1]',
      'route: [{ destination: { host: archive.library.svc.cluster.local } }]',
    ],
    [
      'a delegate, and its route',
      'uri: [/shop]',
      'delegate: { name: shop, namespace: sales }\n    route: [{ destination: { host: till } }]',
    ],
    ['a delegate that is not there', 'uri: [/maps]', 'delegate: { name: maps }'],
    ['what takes the rest', 'uri: [/]', 'route: [{ destination: { host: catalogue } }]'],
  ])('%s', (_, request, wanted) => {
    expect(run(caseOf(request, wanted)).failed).toEqual([]);
    expect(run(caseOf(request, wanted, false)).failed).toHaveLength(1);
  });

  test.each<[string, string, string, string]>([
    [
      'another host',
      'uri: [/]',
      'route: [{ destination: { host: archive } }]',
      'route: expected [{"destination":{"host":"archive"}}], got [{"destination":{"host":"catalogue.library.svc.cluster.local"}}]',
    ],
    ['nothing', 'uri: [/]', 'rewrite: { uri: /old }', 'rewrite: expected {"uri":"/old"}, got none'],
    [
      'what a delegate would do that is not there',
      'uri: [/maps]',
      'timeout: 3s',
      'timeout: expected "3s", got none: it would be for VirtualService maps, but there is no VirtualService library/maps without hosts',
    ],
    [
      'a regular expression that no match of a delegate goes with, which istio-config-validator takes',
      'uri: [/films/1]',
      'timeout: 3s',
      'timeout: expected "3s", got none: it would be for VirtualService films, but no route there goes with the conditions of the route that delegates',
    ],
  ])('%s is told', (_, request, wanted, failure) => {
    expect(run(caseOf(request, wanted)).results[0].failures).toEqual([failure]);
  });

  test('what is not wanted is told, too, and without wantMatch nothing is', () => {
    const rest = 'redirect: { uri: /about, authority: www.books.example.org }';
    const failure = 'redirect: is {"uri":"/about","authority":"www.books.example.org"}, which is not wanted';
    const open = caseOf('uri: [/opening-hours]', rest).replace('    wantMatch: true\n', '');
    expect(run(caseOf('uri: [/opening-hours]', rest, false)).results[0].failures).toEqual([failure]);
    expect(run(open).results[0].failures).toEqual([failure]);
  });
});
