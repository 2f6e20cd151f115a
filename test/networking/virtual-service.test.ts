import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { IstioApi, IstioApiVersion } from '../../src/kernel/api-version';
import { StringMatch } from '../../src/kernel/string-match';
import { Backend } from '../../src/networking/backend';
import { Destination } from '../../src/networking/destination';
import { ExportTo } from '../../src/networking/export-to';
import { Gateway } from '../../src/networking/gateway';
import { HttpMatch } from '../../src/networking/http-match';
import { HttpRoute } from '../../src/networking/http-route';
import { TcpRoute } from '../../src/networking/tcp-route';
import { TlsRoute } from '../../src/networking/tls-route';
import { VirtualService } from '../../src/networking/virtual-service';
import { VirtualServiceProps } from '../../src/networking/virtual-service-props';
import { misuseOf } from '../support/misuse-of';

const newChart = () => new Chart(new App(), 'chart', { namespace: 'shop' });
const cart = Destination.backend(Backend.named('cart'));
const http = [HttpRoute.to(cart)];
const TO_CART = { route: [{ destination: { host: 'cart' } }] };
const sni = (...sniHosts: string[]) => TlsRoute.to(cart, { match: [{ sniHosts }] });

function specOf(props: VirtualServiceProps): unknown {
  const chart = newChart();
  new VirtualService(chart, 'routes', props);
  return Testing.synth(chart)[0].spec;
}

test('a whole VirtualService', () => {
  const chart = newChart();
  const routes = new VirtualService(chart, 'routes', {
    metadata: { name: 'cart', labels: { team: 'web' } },
    hosts: ['cart.example.com'],
    gateways: [Gateway.fromGatewayName(chart, 'edge', 'edge', { namespace: 'istio-system' })],
    http: [HttpRoute.to(cart, { match: [HttpMatch.pathPrefix('/cart')] })],
    tls: [sni('cart.example.com')],
    tcp: [TcpRoute.to(cart)],
    exportTo: [ExportTo.ownNamespace()],
  });
  expect(routes.name).toBe('cart');
  expect(routes.namespace).toBe('shop');
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'cart', namespace: 'shop', labels: { team: 'web' } },
      spec: {
        hosts: ['cart.example.com'],
        gateways: ['istio-system/edge'],
        http: [{ match: [{ uri: { exact: '/cart' } }, { uri: { prefix: '/cart/' } }], ...TO_CART }],
        tls: [{ match: [{ sniHosts: ['cart.example.com'] }], ...TO_CART }],
        tcp: [TO_CART],
        exportTo: ['.'],
      },
    },
  ]);
  expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
});

test('what is added comes behind what there is', () => {
  const chart = newChart();
  const routes = new VirtualService(chart, 'routes', { hosts: ['a.test'], http });
  routes.addHost('b.test');
  routes.addService(Backend.named('cart'));
  routes.addGateway(Gateway.MESH);
  routes.addGateway({ name: 'edge', namespace: 'shop' });
  routes.addHttpRoute(HttpRoute.to(cart, { name: 'second' }));
  routes.addTlsRoute(sni('b.test'));
  routes.addTcpRoute(TcpRoute.to(cart));
  expect(Testing.synth(chart)[0].spec).toEqual({
    hosts: ['cart', 'a.test', 'b.test'],
    gateways: ['mesh', 'edge'],
    http: [TO_CART, { name: 'second', ...TO_CART }],
    tls: [{ match: [{ sniHosts: ['b.test'] }], ...TO_CART }],
    tcp: [TO_CART],
  });
});

test.each<[string, VirtualServiceProps, object]>([
  ['a delegate', { http }, { http: [TO_CART] }],
  [
    'empty lists',
    { hosts: [], services: [], gateways: [], http, tls: [], tcp: [], exportTo: [] },
    { hosts: [], gateways: [], http: [TO_CART], tls: [], tcp: [], exportTo: [] },
  ],
  ['services alone', { services: [Backend.named('cart')], http }, { hosts: ['cart'], http: [TO_CART] }],
  [
    'a service elsewhere',
    { services: [Backend.named('cart', { namespace: 'web' })], http },
    { hosts: ['cart.web.svc.cluster.local'], http: [TO_CART] },
  ],
  [
    'services before hosts',
    { hosts: ['b.test', 'a.test'], services: [Backend.named('cart')], http },
    { hosts: ['cart', 'b.test', 'a.test'], http: [TO_CART] },
  ],
  [
    'addresses',
    { hosts: ['10.0.0.1', '2001:db8::1'], gateways: [{ name: 'edge', namespace: 'shop' }], http },
    { hosts: ['10.0.0.1', '2001:db8::1'], gateways: ['edge'], http: [TO_CART] },
  ],
  [
    'a partial wildcard',
    { hosts: ['*-web.example.com', '*app.example.com'], http },
    { hosts: ['*-web.example.com', '*app.example.com'], http: [TO_CART] },
  ],
  [
    'everything at a gateway',
    { hosts: ['*'], gateways: [{ name: 'edge', namespace: 'web' }], http },
    { hosts: ['*'], gateways: ['web/edge'], http: [TO_CART] },
  ],
  [
    'SNI within wildcards',
    {
      hosts: ['*.example.com', 'a.test'],
      tls: [sni('a.example.com', '*.b.example.com', '*.example.com'), sni('a.test')],
    },
    expect.anything(),
  ],
  [
    'a claim at a gateway',
    {
      hosts: ['a.test'],
      gateways: [{ name: 'edge', namespace: 'shop' }],
      http: [HttpRoute.to(cart, { match: [HttpMatch.header('@request.auth.claims.group', StringMatch.exact('a'))] })],
    },
    expect.anything(),
  ],
  [
    'a match for a gateway',
    {
      hosts: ['a.test'],
      gateways: [{ name: 'edge', namespace: 'shop' }, Gateway.MESH],
      http: [HttpRoute.to(cart, { match: [HttpMatch.anyPath({ gateways: [Gateway.MESH] })] })],
    },
    expect.anything(),
  ],
  [
    'a match for the mesh by default',
    { hosts: ['a.test'], tcp: [TcpRoute.to(cart, { match: [{ gateways: [Gateway.MESH] }] })] },
    expect.anything(),
  ],
  [
    'a match for a gateway in a delegate',
    { http: [HttpRoute.to(cart, { match: [HttpMatch.anyPath({ gateways: [{ name: 'edge', namespace: 'web' }] })] })] },
    expect.anything(),
  ],
  [
    'overrides',
    { hosts: ['a.test'], http, overrides: { hosts: ['b.test'], newField: { a: 1 } } },
    { hosts: ['b.test'], newField: { a: 1 }, http: [TO_CART] },
  ],
  ['routes from overrides', { hosts: ['a.test'], overrides: { http: [{}] } }, { hosts: ['a.test'], http: [{}] }],
])('%s is taken', (_, props, expected) => {
  expect(specOf(props)).toEqual(expected);
});

test.each<[string, string | undefined, string | undefined, string]>([
  ['the same namespace', 'shop', 'shop', 'edge'],
  ['another namespace', 'web', 'shop', 'web/edge'],
  ['a namespace from an open one', 'web', undefined, 'web/edge'],
  ['no namespace at all', undefined, undefined, 'edge'],
])('a gateway in %s', (_, gatewayNamespace, namespace, expected) => {
  const chart = new Chart(new App(), 'chart', { namespace });
  new VirtualService(chart, 'routes', {
    hosts: ['a.test'],
    gateways: [{ name: 'edge', namespace: gatewayNamespace }],
    http,
  });
  expect(Testing.synth(chart)[0].spec.gateways).toEqual([expected]);
});

test.each<[string, { name: string; namespace?: string }, string]>([
  [
    'an open namespace',
    { name: 'edge' },
    "[chart/routes] the namespace of Gateway edge is left open, so it can't be named from namespace shop",
  ],
  [
    'a name with dots',
    { name: 'edge.web', namespace: 'shop' },
    '[chart/routes] the name of a Gateway must be an RFC 1123 label',
  ],
])('a gateway with %s is refused', (_, gateway, rule) => {
  const chart = newChart();
  new VirtualService(chart, 'routes', { hosts: ['a.test'], gateways: [gateway], http });
  expect(misuseOf(() => chart.toJson()).rule).toBe(rule);
});

test('routes lead to delegates made here and elsewhere', () => {
  const chart = newChart();
  const here = new VirtualService(chart, 'here', { metadata: { name: 'here' }, http });
  const there = VirtualService.fromVirtualServiceName(chart, 'there', 'there', { namespace: 'web' });
  const near = VirtualService.fromVirtualServiceName(chart, 'near', 'near');
  new VirtualService(chart, 'root', {
    hosts: ['a.test'],
    http: [here, there, near].map((to) => HttpRoute.delegate(to)),
  });
  expect(there).toMatchObject({ name: 'there', namespace: 'web' });
  expect(near).toMatchObject({ name: 'near', namespace: 'shop' });
  expect(Testing.synth(chart)[1].spec.http).toEqual([
    { delegate: { name: 'here' } },
    { delegate: { name: 'there', namespace: 'web' } },
    { delegate: { name: 'near' } },
  ]);
});

test.each<[string, () => unknown, string, string]>([
  [
    'name',
    () => VirtualService.fromVirtualServiceName(newChart(), 'a', 'B'),
    '[chart/a] the name of a VirtualService must be a Kubernetes object name',
    '"B"',
  ],
  [
    'namespace',
    () => VirtualService.fromVirtualServiceName(newChart(), 'a', 'b', { namespace: 'c.d' }),
    '[chart/a] the namespace of a VirtualService must be an RFC 1123 label',
    '"c.d"',
  ],
  [
    'host',
    () => new VirtualService(newChart(), 'a', { hosts: ['https://b'] }),
    '[chart/a] a host of a VirtualService must be a DNS name',
    '"https://b"',
  ],
  [
    'host that is no text',
    () => new VirtualService(newChart(), 'a', { hosts: [null as unknown as string] }),
    '[chart/a] a host of a VirtualService must be a DNS name',
    'null',
  ],
  [
    'added host',
    () => new VirtualService(newChart(), 'a').addHost('b c'),
    '[chart/a] a host of a VirtualService must be a DNS name',
    '"b c"',
  ],
  [
    'address',
    () => new VirtualService(newChart(), 'a', { hosts: ['10.0.0.256'] }),
    '[chart/a] a host of a VirtualService must be a DNS name',
    '"10.0.0.256"',
  ],
  [
    'name of its own',
    () => new VirtualService(newChart(), 'a', { metadata: { name: 'My_Routes' } }),
    '[chart/a] the name of a VirtualService must be a Kubernetes object name',
    '"My_Routes"',
  ],
  [
    'inner wildcard',
    () => new VirtualService(newChart(), 'a').addHost('a.*.test'),
    '[chart/a] a host of a VirtualService must be a DNS name',
    '"a.*.test"',
  ],
])('a wrong %s is refused at once', (_, action, rule, received) => {
  expect(misuseOf(action)).toEqual({ rule, received, fix: expect.any(String) });
});

test('it is exported to somebody', () => {
  const chart = newChart();
  new VirtualService(chart, 'routes', { hosts: ['a.test'], http, exportTo: [ExportTo.nowhere()] });
  expect(misuseOf(() => chart.toJson()).rule).toBe('[chart/routes] only a ServiceEntry can be exported nowhere');
});

test('it is written in the version that is chosen', () => {
  const app = new App();
  IstioApi.useVersion(app, IstioApiVersion.V1ALPHA3);
  const chart = new Chart(app, 'chart');
  const routes = new VirtualService(chart, 'routes', { http });
  expect(ApiObject.of(chart.node.findChild('routes'))).toBe(routes);
  expect(routes.apiVersion).toBe('networking.istio.io/v1alpha3');
});

test('what was passed can change later without effect', () => {
  const chart = newChart();
  const props = {
    hosts: ['a.test'],
    services: [Backend.named('cart')],
    gateways: [Gateway.MESH],
    http: [...http],
    tls: [sni('a.test')],
    tcp: [TcpRoute.to(cart)],
    exportTo: [ExportTo.everywhere()],
    overrides: { list: [1] },
  };
  new VirtualService(chart, 'routes', props);
  const before = Testing.synth(chart);
  Object.values(props).forEach((value) => Array.isArray(value) && value.pop());
  props.overrides.list.push(2);
  expect(Testing.synth(chart)).toEqual(before);
});
