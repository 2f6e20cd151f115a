import { App, Chart } from 'cdk8s';
import { StringMatch } from '../../src/kernel/string-match';
import { Backend } from '../../src/networking/backend';
import { Destination } from '../../src/networking/destination';
import { Gateway } from '../../src/networking/gateway';
import { HttpMatch } from '../../src/networking/http-match';
import { HttpRoute } from '../../src/networking/http-route';
import { TcpRoute } from '../../src/networking/tcp-route';
import { TlsRoute } from '../../src/networking/tls-route';
import { VirtualService } from '../../src/networking/virtual-service';
import { VirtualServiceProps } from '../../src/networking/virtual-service-props';
import { partsOf } from '../support/misuse-of';

const cart = Destination.backend(Backend.named('cart'));
const http = [HttpRoute.to(cart)];
const tls = [TlsRoute.to(cart, { match: [{ sniHosts: ['a.test'] }] })];
const edge = { name: 'edge', namespace: 'web' };
const claim = [HttpMatch.anyPath({ presentHeaders: ['@request.auth.claims.group'] })];
const withoutClaim = [HttpMatch.anyPath({ withoutHeaders: { '@request.auth.claims[a]': StringMatch.exact('b') } })];

const newChart = () => new Chart(new App(), 'chart', { namespace: 'shop' });
const DELEGATE = 'a VirtualService without hosts is a delegate, which must have no';
const TWICE = 'a host must not be named twice, nor lie within another one';
const CLAIMS = 'claims of a JWT can be matched at gateways only, not in the mesh and not in a delegate';

test.each<[string, VirtualServiceProps, Array<[string, string]>]>([
  ['no route', { hosts: ['a.test'] }, [['a VirtualService needs a route', '[]']]],
  ['empty routes', { hosts: ['a.test'], http: [], tls: [], tcp: [] }, [['a VirtualService needs a route', '[]']]],
  ['a delegate with gateways', { http, gateways: [edge] }, [[`${DELEGATE} gateways`, '["web/edge"]']]],
  ['a delegate with TLS routes', { hosts: [], tls }, [[`${DELEGATE} TLS routes`, expect.stringContaining('sniHosts')]]],
  [
    'a delegate with TCP routes',
    { tcp: [TcpRoute.to(cart)] },
    [[`${DELEGATE} TCP routes`, expect.stringContaining('cart')]],
  ],
  [
    'a delegate with delegates',
    { http: [HttpRoute.delegate(edge)] },
    [[`${DELEGATE} delegates of its own`, '[{"name":"edge","namespace":"web"}]']],
  ],
  ['everything in the mesh', { hosts: ['*'], http }, [["host '*' must not be routed inside the mesh", '["*"]']]],
  [
    'everything in the mesh and at a gateway',
    { hosts: ['*'], http, gateways: [edge, Gateway.MESH] },
    [["host '*' must not be routed inside the mesh", '["*"]']],
  ],
  ['a host twice', { hosts: ['a.test', 'b.test', 'a.test'], http }, [[TWICE, '["a.test","a.test"]']]],
  ['a service twice', { services: [Backend.named('cart')], hosts: ['cart'], http }, [[TWICE, '["cart","cart"]']]],
  ['a host within a later wildcard', { hosts: ['a.b.test', '*.test'], http }, [[TWICE, '["a.b.test","*.test"]']]],
  ['a wildcard within an earlier one', { hosts: ['*.test', '*.b.test'], http }, [[TWICE, '["*.test","*.b.test"]']]],
  ['a host within everything', { hosts: ['*', 'a.test'], http, gateways: [edge] }, [[TWICE, '["*","a.test"]']]],
  [
    'SNI outside',
    { hosts: ['b.test', '*.a.test'], tls },
    [['an SNI host must lie within a host of the VirtualService: b.test, *.a.test', '"a.test"']],
  ],
  [
    'SNI wider than the host',
    { hosts: ['a.test'], tls: [TlsRoute.to(cart, { match: [{ sniHosts: ['*.test'] }] })] },
    [['an SNI host must lie within a host of the VirtualService: a.test', '"*.test"']],
  ],
  [
    'a match for a gateway it does not list',
    { hosts: ['a.test'], http: [HttpRoute.to(cart, { match: [HttpMatch.anyPath({ gateways: [edge] })] })] },
    [['a match must only name gateways of its VirtualService: mesh', '"web/edge"']],
  ],
  [
    'a match for the mesh it does not list',
    {
      hosts: ['a.test'],
      gateways: [edge],
      tcp: [TcpRoute.to(cart, { match: [{ gateways: [Gateway.MESH] }, { gateways: [Gateway.MESH, edge] }] })],
    },
    [['a match must only name gateways of its VirtualService: web/edge', '"mesh"']],
  ],
  [
    'a TLS match for a gateway it does not list',
    {
      hosts: ['a.test'],
      gateways: [],
      tls: [TlsRoute.to(cart, { match: [{ sniHosts: ['a.test'], gateways: [edge] }] })],
    },
    [['a match must only name gateways of its VirtualService: mesh', '"web/edge"']],
  ],
  [
    'a claim in the mesh',
    { hosts: ['a.test'], http: [HttpRoute.to(cart, { match: claim })] },
    [[CLAIMS, '"@request.auth.claims.group"']],
  ],
  [
    'a claim in the mesh and at a gateway',
    { hosts: ['a.test'], gateways: [Gateway.MESH, edge], http: [HttpRoute.to(cart, { match: withoutClaim })] },
    [[CLAIMS, '"@request.auth.claims[a]"']],
  ],
  [
    'a claim in a delegate',
    { http: [HttpRoute.to(cart, { match: claim })] },
    [[CLAIMS, '"@request.auth.claims.group"']],
  ],
  [
    'several',
    { hosts: ['*', '*'], tls },
    [
      ["host '*' must not be routed inside the mesh", '["*","*"]'],
      [TWICE, '["*","*"]'],
    ],
  ],
])('%s is a fault', (_, props, expected) => {
  const routes = new VirtualService(newChart(), 'routes', props);
  expect(routes.node.validate().map(partsOf)).toEqual(
    expected.map(([rule, received]) => ({ rule, received, fix: expect.any(String) })),
  );
});

test('a delegate with hosts is a fault of what delegates to it', () => {
  const chart = newChart();
  const delegates = [
    new VirtualService(chart, 'hosts', { metadata: { name: 'hosts' }, hosts: ['b.test'], http }),
    new VirtualService(chart, 'services', { metadata: { name: 'services' }, services: [Backend.named('cart')], http }),
    new VirtualService(chart, 'fine', { http }),
    VirtualService.fromVirtualServiceName(chart, 'there', 'there'),
  ];
  const root = new VirtualService(chart, 'root', {
    hosts: ['a.test'],
    http: delegates.map((to) => HttpRoute.delegate(to)),
  });
  expect(root.node.validate().map(partsOf)).toEqual(
    ['"hosts"', '"services"'].map((received) => ({
      rule: 'a VirtualService that requests are left to must have no hosts; Istio drops the route otherwise',
      received,
      fix: 'take the hosts of the delegate away, or forward to a destination',
    })),
  );
});

test('faults stop the synth, with the path', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  new VirtualService(chart, 'routes', { hosts: ['a.test'] });
  expect(() => chart.toJson()).toThrow(
    '[chart/routes] a VirtualService needs a route\n  received: []\n  fix: give http',
  );
});

test('what is added before synth mends a fault', () => {
  const routes = new VirtualService(newChart(), 'routes', { hosts: ['a.test'] });
  expect(routes.node.validate()).toHaveLength(1);
  routes.addHttpRoute(HttpRoute.to(cart));
  expect(routes.node.validate()).toEqual([]);
});
