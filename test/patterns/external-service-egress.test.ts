import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  Backend,
  EgressGateway,
  ExportTo,
  ExternalService,
  ExternalServiceProps,
  FaultAbort,
  FaultInjection,
  GatewayWorkload,
  HttpRetry,
  Protocol,
  TlsOrigination,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const HOST = 'api.example.com';
const workload = GatewayWorkload.of({ selector: { istio: 'egressgateway' } });
const http = { number: 80, protocol: Protocol.HTTP };
const newChart = (namespace?: string) => new Chart(new App(), 'shop', { namespace });
const make = (chart: Chart, props: Partial<ExternalServiceProps> = {}) =>
  new ExternalService(chart, 'service', { name: 'partner', hosts: [HOST], egressGateway: { workload }, ...props });
const synth = (chart: Chart) => {
  const manifests = Testing.synth(chart);
  const istio = manifests.filter(({ apiVersion }) => apiVersion.includes('istio'));
  expect(istio.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return manifests;
};
const gatewayHost = 'istio-egressgateway.istio-system.svc.cluster.local';
const to = (port: number, host = HOST) => [{ destination: { host, port: { number: port } } }];

test('HTTP: mTLS to the gateway, with the host for its server name, and TLS from there', () => {
  const chart = newChart('default');
  const service = make(chart, {
    tlsOrigination: TlsOrigination.simple(),
    timeout: Duration.seconds(3),
    retries: HttpRetry.attempts(2),
  });
  const meta = (name: string, namespace = 'default') => ({ name, namespace });
  const [entry, rule, gateway, egressRule, virtualService, ...others] = synth(chart);
  expect(others).toEqual([]);
  expect(entry.spec.ports).toEqual([{ number: 80, name: 'http-80', protocol: 'HTTP', targetPort: 443 }]);
  expect(rule.spec.trafficPolicy.portLevelSettings).toEqual([
    { port: { number: 80 }, tls: { mode: 'SIMPLE', caCertificates: 'system', sni: HOST, subjectAltNames: [HOST] } },
  ]);
  expect(gateway).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: meta('partner-egress-gateway'),
    spec: {
      selector: { istio: 'egressgateway' },
      servers: [
        { port: { number: 80, name: 'https', protocol: 'HTTPS' }, hosts: [HOST], tls: { mode: 'ISTIO_MUTUAL' } },
      ],
    },
  });
  expect(egressRule).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: meta('partner-default-egress-destination-rule', 'istio-system'),
    spec: {
      host: 'istio-egressgateway',
      subsets: [{ name: 'api-example-com', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni: HOST } } }],
    },
  });
  expect(virtualService).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: meta('partner-virtual-service'),
    spec: {
      hosts: [HOST],
      gateways: ['mesh', 'partner-egress-gateway'],
      http: [
        {
          name: 'external',
          match: [{ gateways: ['mesh'], port: 80 }],
          timeout: '3s',
          retries: { attempts: 2 },
          route: [{ destination: { host: gatewayHost, subset: 'api-example-com', port: { number: 80 } } }],
        },
        {
          name: 'from-egress-gateway',
          match: [{ gateways: ['partner-egress-gateway'], port: 80 }],
          route: to(80),
        },
      ],
    },
  });
  expect(service.egressGateway?.name).toBe('partner-egress-gateway');
  expect(service.egressDestinationRule?.name).toBe('partner-default-egress-destination-rule');
});

test('TLS of applications: handed on by its server name, with nothing around it', () => {
  const chart = newChart('default');
  const service = make(chart);
  const [, gateway, virtualService, ...others] = synth(chart);
  expect(others).toEqual([]);
  expect(gateway.spec.servers).toEqual([
    { port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: [HOST], tls: { mode: 'PASSTHROUGH' } },
  ]);
  expect(virtualService.spec).toEqual({
    hosts: [HOST],
    gateways: ['mesh', 'partner-egress-gateway'],
    tls: [
      { match: [{ gateways: ['mesh'], port: 443, sniHosts: [HOST] }], route: to(443, gatewayHost) },
      { match: [{ gateways: ['partner-egress-gateway'], port: 443, sniHosts: [HOST] }], route: to(443) },
    ],
  });
  expect(service.egressDestinationRule).toBeUndefined();
});

test('both, on other ports of the service and of the gateway', () => {
  const chart = newChart('default');
  const ports = [
    { number: 8080, protocol: Protocol.GRPC },
    { number: 8443, protocol: Protocol.HTTPS },
  ];
  const elsewhere = GatewayWorkload.of({ namespace: 'egress', ports: [15080, 15443] });
  make(chart, { ports, egressGateway: { workload: elsewhere, httpPort: 15080, tlsPort: 15443 } });
  const manifests = synth(chart);
  const [gateway, rule, virtualService] = manifests.slice(1);
  expect(gateway.spec.servers).toMatchObject([{ port: { number: 15080 } }, { port: { number: 15443 } }]);
  expect(rule.metadata).toEqual({ name: 'partner-default-egress-destination-rule', namespace: 'egress' });
  const host = 'istio-egressgateway.egress.svc.cluster.local';
  expect(virtualService.spec.http).toMatchObject([
    { match: [{ gateways: ['mesh'], port: 8080 }], route: to(15080, host) },
    { match: [{ gateways: ['partner-egress-gateway'], port: 15080 }], route: to(8080) },
  ]);
  expect(virtualService.spec.tls).toMatchObject([
    { match: [{ gateways: ['mesh'], port: 8443 }], route: to(15443, host) },
    { match: [{ gateways: ['partner-egress-gateway'], port: 15443 }], route: to(8443) },
  ]);
});

test('several hosts: one Gateway, a subset and a VirtualService for each', () => {
  const chart = newChart('default');
  const long = `${'a'.repeat(60)}.example.com`;
  make(chart, { hosts: [HOST, long], ports: [http] });
  const [, gateway, rule, ...virtualServices] = synth(chart);
  expect(gateway.spec.servers).toMatchObject([{ hosts: [HOST, long] }]);
  const subsets = rule.spec.subsets as Array<{ name: string; trafficPolicy: { tls: { sni: string } } }>;
  expect(subsets.map(({ trafficPolicy }) => trafficPolicy.tls.sni)).toEqual([HOST, long]);
  expect(subsets[1].name).toMatch(/^a{54}-[0-9a-f]{8}$/);
  const used = virtualServices.map(({ spec }) => spec.http[0].route[0].destination.subset as string);
  expect(used).toEqual(subsets.map(({ name }) => name));
});

test("an EgressGateway's own Service", () => {
  const chart = newChart('default');
  const gateway = new EgressGateway(chart, 'egress', { name: 'egress', namespace: 'edge' });
  make(chart, { ports: [http], egressGateway: { workload: gateway } });
  const manifests = synth(chart);
  const find = (kind: string) => manifests.find((object) => object.kind === kind).spec;
  expect(find('DestinationRule').host).toBe(gateway.service.name);
  expect(find('VirtualService').http[0].route[0].destination.host).toBe(
    `${gateway.service.name}.edge.svc.cluster.local`,
  );
  expect(find('Gateway').selector).toEqual(gateway.selector);
});

test('a Service that the user names', () => {
  const chart = newChart('default');
  const service = Backend.named('way-out', { namespace: 'istio-system' });
  make(chart, { egressGateway: { workload, service } });
  expect(synth(chart)[2].spec.tls[0].route).toEqual(to(443, 'way-out.istio-system.svc.cluster.local'));
});

test('a chart that leaves the namespace open', () => {
  const chart = newChart();
  make(chart, { ports: [http] });
  expect(synth(chart).map(({ metadata }) => metadata)).toEqual([
    { name: 'partner' },
    { name: 'partner-egress-gateway' },
    { name: 'partner-egress-destination-rule', namespace: 'istio-system' },
    { name: 'partner-virtual-service' },
  ]);
});

test('a fault is played once, on the way to the gateway', () => {
  const chart = newChart('default');
  const target = make(chart, { ports: [http] });
  new FaultInjection(chart, 'fault', { target, name: 'chaos', abort: FaultAbort.httpStatus(503, 100) });
  const routes = synth(chart).at(-1).spec.http as Array<{ name: string; fault?: object }>;
  expect(routes.filter(({ fault }) => fault !== undefined)).toHaveLength(1);
  expect(routes.at(-1)).toEqual({
    name: 'from-egress-gateway',
    match: [{ gateways: ['partner-egress-gateway'], port: 80 }],
    route: to(80),
  });
});

test.each<[string, ExportTo[], string | undefined]>([
  ['everywhere', [ExportTo.everywhere()], undefined],
  ['to the gateway', [ExportTo.ownNamespace(), ExportTo.namespace('istio-system')], undefined],
  ['to the own namespace, which is the gateway too', [ExportTo.ownNamespace()], 'istio-system'],
])('shown %s', (_, exportTo, namespace) => {
  const chart = newChart('default');
  make(chart, { exportTo, namespace });
  const shown = synth(chart).map(({ kind, spec }) => (kind === 'Gateway' ? kind : spec.exportTo));
  const values = exportTo.map(({ value }) => value);
  expect(shown).toEqual([values, 'Gateway', values]);
});
