import { App, Chart } from 'cdk8s';
import { Backend } from '../../src/networking/backend';
import { Destination } from '../../src/networking/destination';
import { Gateway } from '../../src/networking/gateway';
import { L4Match } from '../../src/networking/l4-match';
import { RouteDestination } from '../../src/networking/route-destination';
import { TcpRoute } from '../../src/networking/tcp-route';
import { TlsRoute } from '../../src/networking/tls-route';
import { misuseOf } from '../support/misuse-of';

const context = { owner: new Chart(new App(), 'chart'), namespace: 'shop' };
const render = (route: TcpRoute | TlsRoute) => JSON.parse(JSON.stringify(route._render(context)));
const mongo = Destination.backend(Backend.named('mongo'));
const TO_MONGO = { route: [{ destination: { host: 'mongo' } }] };
const SNI = { sniHosts: ['a.example.com'] };

test('a TCP route', () => {
  expect(render(TcpRoute.to(mongo))).toEqual(TO_MONGO);
  expect(render(TcpRoute.to(mongo, { match: [] }))).toEqual({ match: [], ...TO_MONGO });
  expect(render(TcpRoute.to(mongo, { match: [{ sourceSubnet: '10.0.0.0/8' }], overrides: { a: 1 } }))).toEqual({
    match: [{ sourceSubnet: '10.0.0.0/8' }],
    ...TO_MONGO,
    a: 1,
  });
});

test('a TLS route', () => {
  expect(render(TlsRoute.to(mongo, { match: [SNI], overrides: { a: 1 } }))).toEqual({
    match: [SNI],
    ...TO_MONGO,
    a: 1,
  });
});

test('weights', () => {
  const destinations = [
    { destination: mongo, weight: 0 },
    { destination: mongo, weight: 3 },
  ];
  const route = [
    { ...TO_MONGO.route[0], weight: 0 },
    { ...TO_MONGO.route[0], weight: 3 },
  ];
  expect(render(TcpRoute.split(destinations))).toEqual({ route });
  expect(render(TlsRoute.split(destinations, { match: [SNI] }))).toEqual({ match: [SNI], route });
});

test.each<[string, L4Match, object]>([
  ['nothing', {}, {}],
  ['destinationSubnets', { destinationSubnets: ['10.1.2.3', '10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '::1'] }, {}],
  ['no destinationSubnets', { destinationSubnets: [] }, {}],
  ['port', { port: 65535 }, {}],
  ['sourceLabels', { sourceLabels: { app: 'a' } }, {}],
  ['sourceNamespace', { sourceNamespace: 'web' }, {}],
  ['gateways', { gateways: [Gateway.MESH, { name: 'edge', namespace: 'web' }] }, { gateways: ['mesh', 'web/edge'] }],
  ['no gateways', { gateways: [] }, {}],
])('a match by %s', (_, match, differently) => {
  const expected = { ...match, ...differently };
  expect(render(TcpRoute.to(mongo, { match: [match] }))).toEqual({ match: [expected], ...TO_MONGO });
  expect(render(TlsRoute.to(mongo, { match: [{ ...match, ...SNI }] }))).toEqual({
    match: [{ ...expected, ...SNI }],
    ...TO_MONGO,
  });
});

test.each([
  'a.example.com',
  '*.example.com',
  '*',
  '*-a.example.com',
  '10.0.0.1',
  '2001:db8::1',
  'outbound_.443_._.a.b',
])('SNI host %s is taken', (host) => {
  expect(render(TlsRoute.to(mongo, { match: [{ sniHosts: [host] }] })).match).toEqual([{ sniHosts: [host] }]);
});

const SUBNET = 'must be an IP address or subnet';
const kinds: Array<[string, (destinations: RouteDestination[], match: L4Match) => unknown]> = [
  ['tcp', (destinations, match) => TcpRoute.split(destinations, { match: [match] })],
  ['tls', (destinations, match) => TlsRoute.split(destinations, { match: [{ ...match, ...SNI }] })],
];

describe.each(kinds)('%s', (kind, make) => {
  test.each<[string, RouteDestination[], L4Match, string, string]>([
    ['no destination', [], {}, `${kind}.route must have a destination`, '[]'],
    [
      'a missing weight',
      [{ destination: mongo }, { destination: mongo, weight: 1 }],
      {},
      `${kind}.route[0].weight must be given: Istio takes a missing weight for 0`,
      'nothing',
    ],
    [
      'a negative weight',
      [{ destination: mongo, weight: -1 }],
      {},
      `${kind}.route[0].weight must be a whole number from 0 to 2147483647`,
      '-1',
    ],
    [
      'a subnet',
      [{ destination: mongo }],
      { destinationSubnets: ['10.0.0.0/33'] },
      `${kind}.match[0].destinationSubnets[0] ${SUBNET}`,
      '"10.0.0.0/33"',
    ],
    [
      'an empty prefix',
      [{ destination: mongo }],
      { destinationSubnets: ['::1', '::/'] },
      `${kind}.match[0].destinationSubnets[1] ${SUBNET}`,
      '"::/"',
    ],
    [
      'two prefixes',
      [{ destination: mongo }],
      { destinationSubnets: ['10.0.0.0/8/8'] },
      `${kind}.match[0].destinationSubnets[0] ${SUBNET}`,
      '"10.0.0.0/8/8"',
    ],
    [
      'a name',
      [{ destination: mongo }],
      { destinationSubnets: ['example.com'] },
      `${kind}.match[0].destinationSubnets[0] ${SUBNET}`,
      '"example.com"',
    ],
    ['a port', [{ destination: mongo }], { port: 65536 }, 'the port of a match must be a port number', '65536'],
    [
      'a label',
      [{ destination: mongo }],
      { sourceLabels: { '': 'a' } },
      `${kind}.match[0].sourceLabels must have label names as Kubernetes takes them`,
      '""',
    ],
    [
      'a namespace',
      [{ destination: mongo }],
      { sourceNamespace: 'a.b' },
      'the sourceNamespace of a match must be an RFC 1123 label',
      '"a.b"',
    ],
  ])('%s is refused', (_, destinations, match, rule, received) => {
    expect(misuseOf(() => make(destinations, match))).toEqual({ rule, received, fix: expect.any(String) });
  });
});

test.each<[string, () => unknown, string, string, RegExp]>([
  [
    'a source subnet',
    () => TcpRoute.to(mongo, { match: [{ sourceSubnet: 'a' }] }),
    `tcp.match[0].sourceSubnet ${SUBNET}`,
    '"a"',
    /10\.1\.0\.0\/16/,
  ],
  [
    'no match',
    () => TlsRoute.to(mongo, { match: [] }),
    'tls.match must say which connections are meant',
    '[]',
    /sniHosts/,
  ],
  [
    'no SNI host',
    () => TlsRoute.to(mongo, { match: [SNI, { sniHosts: [] }] }),
    'tls.match[1].sniHosts must hold a host',
    '[]',
    /name the hosts/,
  ],
  [
    'an SNI host with a port',
    () => TlsRoute.to(mongo, { match: [{ sniHosts: ['a', 'a.test:443'] }] }),
    'tls.match[0].sniHosts[1] must be a DNS name',
    '"a.test:443"',
    /leave out the port/,
  ],
])('%s is refused', (_, action, rule, received, fix) => {
  expect(misuseOf(action)).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});

test('what was passed can change later without effect', () => {
  const match = { destinationSubnets: ['::1'], sourceLabels: { a: 'b' }, gateways: [Gateway.MESH], sniHosts: ['a'] };
  const destinations = [{ destination: mongo, weight: 1 }];
  const overrides = { list: [1] };
  const routes = [
    TcpRoute.split(destinations, { match: [match], overrides }),
    TlsRoute.split(destinations, { match: [match], overrides }),
  ];
  const before = routes.map(render);
  match.destinationSubnets.push('::2');
  match.sourceLabels.a = 'c';
  match.gateways.pop();
  match.sniHosts.push('b');
  destinations[0].weight = 2;
  overrides.list.push(2);
  expect(routes.map(render)).toEqual(before);
});
