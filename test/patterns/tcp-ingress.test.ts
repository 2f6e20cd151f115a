import { ApiObject, App, Chart, Testing } from 'cdk8s';
import {
  Backend,
  ClientCertificates,
  Credential,
  Destination,
  Gateway,
  GatewayWorkload,
  ICredential,
  TcpIngress,
  TcpIngressProps,
  TlsVersion,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const workload = GatewayWorkload.of({ ports: [443, 5432] });
const minimal = (): TcpIngressProps => ({
  name: 'db',
  port: 5432,
  workload,
  backend: Backend.named('postgres', { port: 5432 }),
});
const synth = (chart: Chart) => {
  const manifests = Testing.synth(chart);
  expect(manifests.flatMap(schemaErrors)).toEqual([]);
  expect(Testing.synth(chart)).toEqual(manifests);
  return manifests;
};
const route = [{ destination: { host: 'postgres', port: { number: 5432 } } }];

test('a port of plain TCP', () => {
  const chart = newChart();
  const ingress = new TcpIngress(chart, 'ingress', minimal());
  expect(synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'db-gateway', namespace: 'default' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 5432, name: 'tcp-5432', protocol: 'TCP' }, hosts: ['*'] }],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'db-virtual-service', namespace: 'default' },
      spec: { hosts: ['*'], gateways: ['db-gateway'], tcp: [{ match: [{ port: 5432 }], route }] },
    },
  ]);
  expect(ingress.gateway.name).toBe('db-gateway');
  expect(ingress.virtualService.name).toBe('db-virtual-service');
  expect(ingress.credential).toBeUndefined();
});

test('a port where TLS is ended', () => {
  const chart = newChart();
  const ingress = new TcpIngress(chart, 'ingress', {
    ...minimal(),
    hosts: ['db.example.com', '*.db.example.com'],
    credential: Credential.existing('db-credential'),
    clientCertificates: ClientCertificates.optional({ caCertCredentialName: 'clients' }),
    tls: { minProtocolVersion: TlsVersion.V1_3 },
  });
  const [gateway, virtualService] = synth(chart);
  expect(gateway.spec.servers).toEqual([
    {
      port: { number: 5432, name: 'tls-5432', protocol: 'TLS' },
      hosts: ['db.example.com', '*.db.example.com'],
      tls: {
        mode: 'OPTIONAL_MUTUAL',
        credentialName: 'db-credential',
        minProtocolVersion: 'TLSV1_3',
        caCertCredentialName: 'clients',
      },
    },
  ]);
  expect(virtualService.spec).toEqual({
    hosts: ['db.example.com', '*.db.example.com'],
    gateways: ['db-gateway'],
    tcp: [{ match: [{ port: 5432 }], route }],
  });
  expect(ingress.credential).toBeDefined();
});

test('the Secret is named after the ingress, and lands beside the pods of the gateway', () => {
  const chart = newChart();
  const bound: unknown[] = [];
  const credential: ICredential = {
    bind: (scope, options) => {
      bound.push(options);
      return Credential.existing('db').bind(scope, options);
    },
  };
  const elsewhere = GatewayWorkload.of({ namespace: 'gateways', ports: [5432] });
  new TcpIngress(chart, 'ingress', { ...minimal(), workload: elsewhere, hosts: ['db.example.com'], credential });
  expect(bound[0]).toEqual({ namespace: 'gateways', hosts: ['db.example.com'], defaultName: 'db-credential' });
});

test('several destinations', () => {
  const chart = newChart();
  const destinations = [1, 3].map((weight) => ({
    destination: Destination.backend(Backend.named(`db-${weight}`)),
    weight,
  }));
  new TcpIngress(chart, 'ingress', { ...minimal(), backend: undefined, destinations });
  destinations.pop();
  expect(synth(chart)[1].spec.tcp[0].route).toEqual([
    { destination: { host: 'db-1' }, weight: 1 },
    { destination: { host: 'db-3' }, weight: 3 },
  ]);
});

test('on an existing Gateway, named and placed as the user says', () => {
  const chart = newChart();
  const gateway = Gateway.fromGatewayName(chart, 'shared', 'shared', { namespace: 'platform' });
  const ingress = new TcpIngress(chart, 'ingress', {
    ...minimal(),
    workload: undefined,
    gateway,
    hosts: ['db.example.com'],
    names: { virtualService: 'routes' },
    namespace: 'team',
    labels: { team: 'a' },
    annotations: { note: 'b' },
  });
  expect(synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'routes', namespace: 'team', labels: { team: 'a' }, annotations: { note: 'b' } },
      spec: {
        hosts: ['db.example.com'],
        gateways: ['platform/shared'],
        tcp: [
          {
            match: [{ port: 5432 }],
            route: [{ destination: { host: 'postgres', port: { number: 5432 } } }],
          },
        ],
      },
    },
  ]);
  expect(ingress.gateway).toBe(gateway);
});

test('a backend of UDP is an error at synth', () => {
  const chart = newChart();
  const service = new ApiObject(chart, 'service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'dns' },
    spec: { ports: [{ port: 53, protocol: 'UDP' }] },
  });
  new TcpIngress(chart, 'ingress', { ...minimal(), backend: Backend.apiObject(service) });
  expect(() => Testing.synth(chart)).toThrow(
    '[shop/ingress] TCP connections need a backend whose port takes TCP\n  received: {"port":53}',
  );
});

const existing = (chart: Chart) => Gateway.fromGatewayName(chart, 'shared', 'shared');
const MISUSES: Array<[string, (aside: Chart) => Partial<TcpIngressProps>, string]> = [
  ['a name for a backend', () => ({ backend: 'db' as never }), 'a backend must be a Backend\n  received: "db"'],
  ['no backend', () => ({ backend: undefined }), 'connections go to a `backend`, or to several `destinations`'],
  ['two kinds of backends', () => ({ destinations: [] }), 'received: "both"'],
  ['no destination', () => ({ backend: undefined, destinations: [] }), 'tcp.route must have a destination'],
  ['a malformed port', () => ({ port: 70000 }), 'the port of an ingress must be a port number\n  received: 70000'],
  ['a port that is closed', () => ({ port: 9000 }), 'does not open the port of this server\n  received: 9000'],
  [
    'hosts without TLS',
    () => ({ hosts: ['a.b'] }),
    'plain TCP has no TLS handshake, so these say nothing: hosts\n  received: "no credential, but hosts"',
  ],
  [
    'settings without TLS',
    () => ({ clientCertificates: ClientCertificates.none(), tls: {} }),
    'these say nothing: clientCertificates, tls',
  ],
  [
    'TLS without hosts',
    () => ({ credential: Credential.existing('db') }),
    'where TLS is ended, clients ask for a server name',
  ],
  [
    'a malformed host',
    () => ({ credential: Credential.existing('db'), hosts: ['a.b:1'] }),
    'must be a DNS name\n  received: "a.b:1"',
  ],
  ['empty hosts', () => ({ credential: Credential.existing('db'), hosts: [] }), 'an ingress needs at least one host'],
  [
    'a host twice',
    () => ({ credential: Credential.existing('db'), hosts: ['a.b', 'a.b'] }),
    'an ingress may list a host once\n  received: "a.b"',
  ],
  [
    'a gateway and settings of one',
    (aside) => ({ gateway: existing(aside), credential: Credential.existing('db'), tls: {} }),
    'so these say nothing: workload, credential, tls',
  ],
  ['a name that Istio refuses', () => ({ name: 'My Db' }), 'must be'],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, message) => {
  const chart = newChart();
  const aside = new Chart(new App(), 'aside');
  const given = { ...minimal(), ...props(aside) };
  const make = () => new TcpIngress(chart, 'ingress', given);
  expect(make).toThrow(message);
  expect(make).toThrow(/^\[shop\/ingress(\/[\w-]+)*\] .+\n {2}received: .+\n {2}fix: .+/);
  expect(chart.node.children).toEqual([]);
});
