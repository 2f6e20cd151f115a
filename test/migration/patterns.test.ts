import { App, Chart, Duration, Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import {
  AllowedCaller,
  AllowOnly,
  Backend,
  ClientCertificates,
  Credential,
  GrpcIngress,
  Operation,
  PassthroughIngress,
  PolicyTarget,
  SecureIngress,
  TcpIngress,
  TlsVersion,
} from '../../src';
import { synthExample } from '../support/example';
import { newFolder, removeFolders } from '../support/folder';
import { deviationsOf, migrateFiles } from '../support/migration';

afterAll(removeFolders);

const madeIn = (code: string): string[] => [...code.matchAll(/new (\w+)\((?!\))/g)].map(([, name]) => name);
const migrated = (chart: Chart) => {
  const text = chart
    .toJson()
    .map((object: unknown) => Yaml.stringify(object))
    .join('---\n');
  const files = [{ file: 'all.yaml', text }];
  const migration = migrateFiles(files);
  expect(deviationsOf(files, migration)).toEqual([]);
  return migration.code;
};
const newChart = () => new Chart(new App(), 'chart', { namespace: 'shop' });

test.each([
  ['ingress-protocols', ['GrpcIngress', 'PassthroughIngress', 'TcpIngress']],
  ['security', ['StrictMtls', 'AllowOnly', 'AllowOnly']],
  ['tls-cert-manager', ['SecureIngress']],
  ['virtual-service', ['MeshService']],
])('from what example %s renders its patterns come back', (name, patterns) => {
  const files = [...synthExample(name, newFolder())].map(([file, text]) => ({ file, text }));
  const made = madeIn(migrateFiles(files).code);
  expect(made.filter((each) => [...patterns, 'VirtualService'].includes(each)).sort()).toEqual([...patterns].sort());
});

test('gRPC: services and methods, versions of TLS and clients', () => {
  const chart = newChart();
  const ingress = new GrpcIngress(chart, 'grpc', {
    name: 'grpc',
    hosts: ['grpc.example.com'],
    credential: Credential.existing('grpc-credential'),
    clientCertificates: ClientCertificates.optional({ subjectAltNames: ['spiffe://a/b'] }),
    tls: { minProtocolVersion: TlsVersion.V1_3 },
  });
  ingress.route('shop.v1.Cart', Backend.named('cart', { port: 9000 }));
  ingress.route('shop.v1.Cart/Add', Backend.named('writer', { port: 9000 }), { timeout: Duration.seconds(2) });
  expect(migrated(chart)).toContain(
    `
const grpcIngress = new GrpcIngress(chart, 'grpc', {
  name: 'grpc',
  hosts: ['grpc.example.com'],
  credential: Credential.existing('grpc-credential'),
  clientCertificates: ClientCertificates.optional({ subjectAltNames: ['spiffe://a/b'] }),
  tls: { minProtocolVersion: TlsVersion.V1_3 },
});
grpcIngress.route('shop.v1.Cart/Add', Backend.named('writer', { port: 9000 }), {
  timeout: Duration.seconds(2),
});
grpcIngress.route('shop.v1.Cart', Backend.named('cart', { port: 9000 }));
`.trim(),
  );
});

test('TLS that is handed on, and TCP', () => {
  const chart = newChart();
  const passthrough = new PassthroughIngress(chart, 'pass', {
    name: 'pass',
    hosts: ['a.example.com', '*.b.example.com'],
  });
  passthrough.route('a.example.com', Backend.named('a', { port: 8443 }));
  passthrough.route('*.b.example.com', Backend.named('b'));
  new TcpIngress(chart, 'db', {
    name: 'db',
    port: 443,
    backend: Backend.named('db', { port: 5432 }),
    credential: Credential.existing('db-credential'),
    hosts: ['db.example.com'],
  });
  const code = migrated(chart);
  expect(code).toContain("passIngress.route('*.b.example.com', Backend.named('b'));");
  expect(code).toContain(`new TcpIngress(chart, 'db', {
  name: 'db',
  port: 443,
  backend: Backend.named('db', { port: 5432 }),
  credential: Credential.existing('db-credential'),
  hosts: ['db.example.com'],
});`);
});

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const operation = fc.oneof(
  fc.array(fc.constantFrom('GET', 'POST'), { minLength: 1 }).map((all) => Operation.method(...all)),
  name.map((path) => Operation.of({ paths: [`/${path}`], notMethods: ['DELETE'] })),
);
const options = fc.record({ operations: fc.array(operation, { minLength: 1, maxLength: 2 }) }, { requiredKeys: [] });
const caller = fc.oneof(
  fc.tuple(name, name, options).map(([home, account, more]) => AllowedCaller.serviceAccount(home, account, more)),
  fc.tuple(name, options).map(([home, more]) => AllowedCaller.namespace(home, more)),
  fc.tuple(name, options).map(([trust, more]) => AllowedCaller.principal(`${trust}/*`, more)),
  fc.array(operation, { minLength: 1, maxLength: 2 }).map((all) => AllowedCaller.anyone(...all)),
);

test('whoever may call is said by AllowOnly', () => {
  fc.assert(
    fc.property(
      fc.array(caller, { minLength: 1, maxLength: 3 }),
      fc.option(name, { nil: undefined }),
      (callers, app) => {
        const chart = newChart();
        new AllowOnly(chart, 'callers', {
          name: 'callers',
          callers,
          target: app === undefined ? undefined : PolicyTarget.workloads({ app }),
        });
        expect(madeIn(migrated(chart))).toContain('AllowOnly');
      },
    ),
    { numRuns: 30 },
  );
});

const l4 = fc.record({
  hosts: fc.uniqueArray(
    name.map((each) => `${each}.example.com`),
    { minLength: 1, maxLength: 3 },
  ),
  backend: fc.record({ name, port: fc.option(fc.integer({ min: 1, max: 65535 }), { nil: undefined }) }),
});

test('gateways without HTTP come back whatever their hosts and backends', () => {
  fc.assert(
    fc.property(l4, fc.boolean(), ({ hosts, backend: { name: service, port: target } }, perHost) => {
      const chart = newChart();
      const backend = Backend.named(service, { port: target });
      const ingress = new PassthroughIngress(chart, 'pass', {
        name: 'pass',
        hosts,
        backend: perHost ? undefined : backend,
      });
      (perHost ? hosts : []).forEach((host) => ingress.route(host, backend));
      new TcpIngress(chart, 'tcp', { name: 'tcp', port: 80, backend });
      expect(madeIn(migrated(chart)).sort()).toEqual(['Chart', 'PassthroughIngress', 'TcpIngress']);
    }),
    { numRuns: 30 },
  );
});

test('an ingress for mutual TLS is one construct', () => {
  const chart = newChart();
  new SecureIngress(chart, 'ingress', {
    name: 'shop',
    hosts: ['shop.example.com'],
    credential: Credential.existing('shop-credential'),
    clientCertificates: ClientCertificates.required(),
    backend: Backend.named('shop'),
  });
  expect(migrated(chart)).toContain('clientCertificates: ClientCertificates.required(),');
});
