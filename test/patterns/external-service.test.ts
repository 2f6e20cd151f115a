import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  Backend,
  Destination,
  ExportTo,
  ExternalService,
  ExternalServiceProps,
  FaultAbort,
  FaultDelay,
  FaultInjection,
  HttpFault,
  HttpMatch,
  HttpRetry,
  HttpRoute,
  Protocol,
  ServiceEntryResolution,
  StringMatch,
  TlsOrigination,
  VirtualService,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const HOST = 'api.example.com';
const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const http = { number: 80, protocol: Protocol.HTTP };
const tls = { number: 443, protocol: Protocol.TLS };
const make = (chart: Chart, props: Partial<ExternalServiceProps> = {}) =>
  new ExternalService(chart, 'service', { name: 'partner', hosts: [HOST], ...props });
const synth = (chart: Chart) => {
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return manifests;
};
const synthWith = (props: Partial<ExternalServiceProps>) => {
  const chart = newChart();
  make(chart, props);
  return synth(chart);
};
const specsOf = (kind: string, manifests: Array<{ kind: string; spec: unknown }>) =>
  manifests.filter((object) => object.kind === kind).map(({ spec }) => spec);
const to = (port: number, host = HOST) => [{ destination: { host, port: { number: port } } }];

test('the least that a service takes: applications begin TLS, and are let out', () => {
  const chart = newChart();
  const service = make(chart);
  expect(synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'ServiceEntry',
      metadata: { name: 'partner', namespace: 'default' },
      spec: {
        hosts: [HOST],
        location: 'MESH_EXTERNAL',
        resolution: 'DNS',
        ports: [{ number: 443, name: 'tls-443', protocol: 'TLS' }],
      },
    },
  ]);
  expect(service.serviceEntry.name).toBe('partner');
  expect([service.destinationRules, service.virtualServices]).toEqual([[], []]);
  expect([service.egressGateway, service.egressDestinationRule]).toEqual([undefined, undefined]);
});

test('TLS that the proxy begins: one port, whose certificate is checked, and no TLS anywhere else', () => {
  const [entry, rule, ...others] = synthWith({ tlsOrigination: TlsOrigination.simple() });
  expect(entry.spec.ports).toEqual([{ number: 80, name: 'http-80', protocol: 'HTTP', targetPort: 443 }]);
  expect(rule).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'partner-destination-rule', namespace: 'default' },
    spec: {
      host: HOST,
      trafficPolicy: {
        portLevelSettings: [
          {
            port: { number: 80 },
            tls: { mode: 'SIMPLE', caCertificates: 'system', sni: HOST, subjectAltNames: [HOST] },
          },
        ],
      },
    },
  });
  expect(others).toEqual([]);
});

test('TLS of applications on another port is left alone', () => {
  const [entry, rule] = synthWith({ ports: [http, tls], tlsOrigination: TlsOrigination.simple() });
  expect(entry.spec.ports).toEqual([
    { number: 80, name: 'http-80', protocol: 'HTTP', targetPort: 443 },
    { number: 443, name: 'tls-443', protocol: 'TLS' },
  ]);
  const settings = rule.spec.trafficPolicy.portLevelSettings as Array<{ port: { number: number } }>;
  expect(settings.map(({ port }) => port.number)).toEqual([80]);
});

test('ports of TLS at the service', () => {
  const ports = [
    { ...http, targetPort: 8443 },
    { number: 8080, protocol: Protocol.HTTP2 },
    { number: 27017, protocol: Protocol.MONGO },
  ];
  const tlsOrigination = TlsOrigination.simple({ targetPort: 9443 });
  const [entry, rule] = synthWith({ ports, tlsOrigination, addresses: ['192.0.2.1'] });
  expect(entry.spec.ports).toEqual([
    { number: 80, name: 'http-80', protocol: 'HTTP', targetPort: 8443 },
    { number: 8080, name: 'http2-8080', protocol: 'HTTP2', targetPort: 9443 },
    { number: 27017, name: 'mongo-27017', protocol: 'MONGO' },
  ]);
  expect(rule.spec.trafficPolicy.portLevelSettings).toHaveLength(3);
});

test('limits hold on each port, whether it has TLS or not', () => {
  const trafficPolicy = { connectionPool: { tcp: { maxConnections: 9 } }, outlierDetection: {} };
  const pool = { connectionPool: { tcp: { maxConnections: 9 } }, outlierDetection: {} };
  expect(specsOf('DestinationRule', synthWith({ trafficPolicy }))).toEqual([{ host: HOST, trafficPolicy: pool }]);
  const [rule] = specsOf('DestinationRule', synthWith({ trafficPolicy, tlsOrigination: TlsOrigination.simple() }));
  const port = {
    port: { number: 80 },
    ...pool,
    tls: { mode: 'SIMPLE', caCertificates: 'system', sni: HOST, subjectAltNames: [HOST] },
  };
  expect(rule).toEqual({ host: HOST, trafficPolicy: { ...pool, portLevelSettings: [port] } });
});

describe('timeouts, retries and faults', () => {
  test('on the only port', () => {
    const fault = HttpFault.abort(FaultAbort.httpStatus(503, 50));
    const retries = HttpRetry.attempts(2);
    const [spec] = specsOf(
      'VirtualService',
      synthWith({ ports: [http], timeout: Duration.seconds(3), retries, fault }),
    );
    expect(spec).toEqual({
      hosts: [HOST],
      http: [
        {
          name: 'external',
          timeout: '3s',
          retries: { attempts: 2 },
          fault: { abort: { httpStatus: 503, percentage: { value: 50 } } },
          route: to(80),
        },
      ],
    });
  });

  test('on each of several HTTP ports, and on no other', () => {
    const ports = [http, tls, { number: 8080, protocol: Protocol.GRPC }];
    const [spec] = specsOf('VirtualService', synthWith({ ports, timeout: Duration.seconds(3) }));
    expect(spec).toEqual({
      hosts: [HOST],
      http: [80, 8080].map((port) => ({ name: 'external', match: [{ port }], timeout: '3s', route: to(port) })),
    });
  });

  test('as recorded: a fault for requests with a header', () => {
    const chart = newChart();
    const target = make(chart, { ports: [http], timeout: Duration.seconds(3) });
    new FaultInjection(chart, 'fault', {
      target,
      name: 'chaos',
      match: [HttpMatch.header('x-chaos', StringMatch.exact('1'))],
      abort: FaultAbort.httpStatus(503, 100),
    });
    const [spec] = specsOf('VirtualService', synth(chart));
    expect(spec).toMatchObject({
      http: [
        {
          match: [{ headers: { 'x-chaos': { exact: '1' } } }],
          fault: { abort: { percentage: { value: 100 }, httpStatus: 503 } },
          route: to(80),
        },
        { timeout: '3s', route: to(80) },
      ],
    });
  });

  test('a fault makes the routes, if there are none yet, for each host', () => {
    const chart = newChart();
    const target = make(chart, { hosts: ['a.example.com', 'b.example.com'], ports: [http] });
    expect(target.virtualServices).toEqual([]);
    new FaultInjection(chart, 'fault', { target, delay: FaultDelay.fixed(Duration.seconds(1), 10) });
    expect(target.virtualServices.map(({ name }) => name)).toEqual([
      'partner-virtual-service',
      'partner-virtual-service-2',
    ]);
    const fault = { delay: { fixedDelay: '1s', percentage: { value: 10 } } };
    expect(specsOf('VirtualService', synth(chart))).toEqual(
      ['a.example.com', 'b.example.com'].map((host) => ({
        hosts: [host],
        http: [expect.objectContaining({ fault, route: to(80, host) })],
      })),
    );
  });

  test('not on traffic that nobody sees into', () => {
    const target = make(newChart());
    expect(() => target.injectFault({ name: 'chaos', fault: HttpFault.abort(FaultAbort.httpStatus(500, 1)) })).toThrow(
      '[shop/service] proxies see no requests in TLS that applications begin, nor in TCP, so this would do nothing: ' +
        'fault chaos\n  received: ["443 TLS"]\n  fix: have the application speak plain HTTP and add `tlsOrigination`',
    );
    expect(target.virtualServices).toEqual([]);
  });
});

describe('how it is found', () => {
  const { NONE, DYNAMIC_DNS, DNS_ROUND_ROBIN } = ServiceEntryResolution;
  test.each<[string, Partial<ExternalServiceProps>, string]>([
    ['whole names', { hosts: ['a.example.com', 'b.example.com'] }, 'DNS'],
    ['wildcards', { hosts: ['*.example.com'] }, 'NONE'],
    ['wildcards by each request', { hosts: ['*.example.com'], resolution: DYNAMIC_DNS }, 'DYNAMIC_DNS'],
    ['as told', { resolution: DNS_ROUND_ROBIN }, 'DNS_ROUND_ROBIN'],
    ['names and wildcards, as told', { hosts: ['a.example.com', '*.example.com'], resolution: NONE }, 'NONE'],
    ['addresses behind it', { endpoints: [{ address: '192.0.2.1' }, { address: '2001:db8::1' }] }, 'STATIC'],
    ['names behind it', { endpoints: [{ address: '192.0.2.1' }, { address: 'eu.example.com' }] }, 'DNS'],
    ['wildcards behind a name', { hosts: ['*.example.com'], endpoints: [{ address: 'eu.example.com' }] }, 'DNS'],
  ])('%s', (_, props, resolution) => {
    expect(synthWith(props)[0].spec.resolution).toBe(resolution);
  });

  test('wildcards with TLS that the proxy begins: name and certificate by each request', () => {
    const [entry, rule] = synthWith({ hosts: ['*.example.com'], tlsOrigination: TlsOrigination.simple() });
    expect(entry.spec.ports).toEqual([{ number: 80, name: 'http-80', protocol: 'HTTP', targetPort: 443 }]);
    expect(rule.spec).toEqual({
      host: '*.example.com',
      trafficPolicy: {
        portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'SIMPLE', caCertificates: 'system' } }],
      },
    });
  });

  test('TCP with addresses, or without because proxies answer DNS', () => {
    const ports = [{ number: 5432, protocol: Protocol.TCP }];
    expect(synthWith({ ports, addresses: ['192.0.2.0/24'], resolution: NONE })[0].spec.addresses).toEqual([
      '192.0.2.0/24',
    ]);
    expect(synthWith({ ports, addresses: [] })[0].spec).toMatchObject({ addresses: [], resolution: 'DNS' });
  });
});

test('each host has a DestinationRule and a certificate of its own', () => {
  const chart = newChart();
  const service = make(chart, {
    hosts: ['a.example.com', 'b.example.com'],
    tlsOrigination: TlsOrigination.simple(),
    retries: HttpRetry.disabled(),
  });
  expect(service.destinationRules.map(({ name }) => name)).toEqual([
    'partner-destination-rule',
    'partner-destination-rule-2',
  ]);
  expect(synth(chart).map(({ kind }) => kind)).toEqual([
    'ServiceEntry',
    'DestinationRule',
    'DestinationRule',
    'VirtualService',
    'VirtualService',
  ]);
  expect(specsOf('DestinationRule', synth(chart))).toMatchObject([
    { host: 'a.example.com', trafficPolicy: { portLevelSettings: [{ tls: { sni: 'a.example.com' } }] } },
    { host: 'b.example.com', trafficPolicy: { portLevelSettings: [{ tls: { sni: 'b.example.com' } }] } },
  ]);
});

test('named, placed and shown as the user says', () => {
  const manifests = synthWith({
    tlsOrigination: TlsOrigination.simple(),
    timeout: Duration.seconds(1),
    exportTo: [ExportTo.ownNamespace(), ExportTo.namespace('team')],
    namespace: 'egress',
    labels: { team: 'a' },
    annotations: { note: 'b' },
  });
  const metadata = { namespace: 'egress', labels: { team: 'a' }, annotations: { note: 'b' } };
  expect(manifests).toMatchObject(
    ['', '-destination-rule', '-virtual-service'].map((suffix) => ({
      metadata: { name: `partner${suffix}`, ...metadata },
      spec: { exportTo: ['.', 'team'] },
    })),
  );
});

test('a name from the construct path', () => {
  const chart = newChart();
  new ExternalService(chart, 'partner', { hosts: [HOST] });
  expect(synth(chart)[0].metadata.name).toBe('shop-partner');
});

test('its hosts are destinations elsewhere', () => {
  const chart = newChart();
  const service = make(chart, { hosts: [HOST, 'b.example.com'], ports: [http, tls] });
  const backends: Backend[] = [service.backend({ host: HOST, port: 80 }), service.backend({ host: 'b.example.com' })];
  new VirtualService(chart, 'routes', {
    hosts: ['alias.example.com'],
    http: [HttpRoute.to(Destination.backend(backends[0]))],
  });
  expect(specsOf('VirtualService', synth(chart))).toMatchObject([{ http: [{ route: to(80) }] }]);
  expect(() => service.backend()).toThrow('must be given, because the ServiceEntry has several');
  expect(() => service.backend({ host: HOST, port: 81 })).toThrow('must be a port of the ServiceEntry');
});

test('props are copied', () => {
  const chart = newChart();
  const [hosts, ports] = [[HOST], [http]];
  const service = make(chart, { hosts, ports });
  hosts.push('b.example.com');
  ports.push({ ...http, number: 81 });
  service.injectFault({ name: 'chaos', fault: HttpFault.abort(FaultAbort.httpStatus(500, 1)) });
  expect(synth(chart)).toHaveLength(2);
});
