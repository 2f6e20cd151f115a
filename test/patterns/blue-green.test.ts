import { App, Chart, Testing } from 'cdk8s';
import { Backend, BlueGreen, BlueGreenProps, Colour, FaultAbort, FaultInjection, Gateway, Pin } from '../../src';
import { schemaErrors } from '../support/crd-schema';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const minimal = (): BlueGreenProps => ({
  name: 'cart',
  backend: Backend.named('cart'),
  blue: { labels: { version: 'v1' } },
  green: { labels: { version: 'v2' } },
  active: Colour.BLUE,
});
const POLICIES = { timeout: '15s', retries: { attempts: 2, retryOn: 'connect-failure,refused-stream' } };
const to = (subset: string) => [{ destination: { host: 'cart', subset } }];

function specs(props: Partial<BlueGreenProps>) {
  const chart = newChart();
  const service = new BlueGreen(chart, 'cart', { ...minimal(), ...props });
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  expect(manifests.map(({ kind }) => kind)).toEqual(['DestinationRule', 'VirtualService']);
  const [destinationRule, virtualService] = manifests.map(({ spec }) => spec);
  return { chart, service, destinationRule, virtualService };
}

test.each([
  [Colour.BLUE, 'blue', Colour.GREEN],
  [Colour.GREEN, 'green', Colour.BLUE],
])('active: %s', (active, subset, inactive) => {
  const { service, destinationRule, virtualService } = specs({ active });
  expect(destinationRule.subsets).toEqual([
    { name: 'blue', labels: { version: 'v1' } },
    { name: 'green', labels: { version: 'v2' } },
  ]);
  expect(virtualService).toEqual({ hosts: ['cart'], http: [{ name: 'active', ...POLICIES, route: to(subset) }] });
  expect([service.active, service.inactive]).toEqual([active, inactive]);
  expect(service.destinationRule.name).toBe('cart-destination-rule');
  expect(service.virtualService.name).toBe('cart-virtual-service');
});

test('a switch changes nothing but the route', () => {
  const [blue, green] = [Colour.BLUE, Colour.GREEN].map((active) => specs({ active }));
  expect(green.destinationRule).toEqual(blue.destinationRule);
});

test('previews of the other one, at a gateway for a host of their own', () => {
  const gateways = [Gateway.fromGatewayName(newChart(), 'edge', 'edge', { namespace: 'default' })];
  const { virtualService } = specs({
    hosts: ['cart.example.com'],
    gateways,
    preview: [Pin.host('preview.example.com'), Pin.header('x-preview', '1')],
    green: { labels: { version: 'v2' }, trafficPolicy: { outlierDetection: {} } },
  });
  expect(virtualService).toEqual({
    hosts: ['cart', 'cart.example.com', 'preview.example.com'],
    gateways: ['edge', 'mesh'],
    http: [
      {
        name: 'preview',
        match: [
          { authority: { regex: '(?i)preview\\.example\\.com(:[0-9]+)?' } },
          { headers: { 'x-preview': { exact: '1' } } },
        ],
        ...POLICIES,
        route: to('green'),
      },
      { name: 'active', ...POLICIES, route: to('blue') },
    ],
  });
});

test('a fault for previews alone', () => {
  const { chart, service } = specs({ preview: [Pin.header('x-preview', '1')], syncWave: 7 });
  new FaultInjection(chart, 'chaos', {
    target: service,
    abort: FaultAbort.httpStatus(500, 100),
    routes: ['preview'],
  });
  const [destinationRule, virtualService] = Testing.synth(chart);
  expect(virtualService.spec.http).toMatchObject([{ name: 'preview', fault: {} }, { name: 'active' }]);
  expect(virtualService.spec.http[1].fault).toBeUndefined();
  const waves = [destinationRule, virtualService].map(({ metadata }) => metadata.annotations);
  expect(waves).toEqual(['7', '8'].map((wave) => ({ 'argocd.argoproj.io/sync-wave': wave })));
});

test.each<[string, Partial<BlueGreenProps>, string]>([
  ['no active one', { active: 'red' as Colour }, 'one of the two colours has to be active\n  received: "red"'],
  [
    'labels that are alike',
    { green: { labels: { version: 'v1' } } },
    'the labels of blue and green must tell their pods apart',
  ],
  [
    'no labels',
    { blue: {} },
    'the labels of blue and green must tell their pods apart\n  received: [{},{"version":"v2"}]',
  ],
  ['what no service takes', { hosts: ['a b'] }, 'a host of a service must be a DNS name\n  received: "a b"'],
  [
    'a traffic policy that Istio refuses',
    { green: { labels: { version: 'v2' }, trafficPolicy: {} } },
    'must have at least one setting',
  ],
])('%s is an error with path, value and fix, and leaves nothing behind', (_, props, message) => {
  const chart = newChart();
  const make = () => new BlueGreen(chart, 'cart', { ...minimal(), ...props });
  expect(make).toThrow(message);
  expect(make).toThrow(/^\[shop\/cart(\/\w+)*\] .+\n {2}received: .+\n {2}fix: .+/);
  expect(chart.node.children).toEqual([]);
});
