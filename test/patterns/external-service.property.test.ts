import { App, Chart, Duration, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  ExternalService,
  ExternalServiceProps,
  FaultAbort,
  GatewayWorkload,
  HttpFault,
  HttpRetry,
  IstioApi,
  IstioApiVersion,
  Protocol,
  TlsOrigination,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const host = fc.tuple(label, label).map(([one, two]) => `${one}.${two}.example.com`);
const hosts = fc.uniqueArray(host, { minLength: 1, maxLength: 3 });
const wildcards = hosts.map((names) => names.map((name) => `*.${name}`));
const HTTP = [Protocol.HTTP, Protocol.HTTP2, Protocol.GRPC, Protocol.GRPC_WEB];
const httpPort = fc.record({ number: fc.integer({ min: 1, max: 400 }), protocol: fc.constantFrom(...HTTP) });
const tlsPort = fc.record({
  number: fc.integer({ min: 401, max: 65535 }),
  protocol: fc.constantFrom(Protocol.TLS, Protocol.HTTPS),
});
const ports = fc
  .tuple(httpPort, fc.option(tlsPort, { nil: undefined }))
  .map(([http, tls]) => (tls ? [http, tls] : [http]));
const tlsOrigination = fc.constantFrom(
  TlsOrigination.simple(),
  TlsOrigination.simple({ insecureSkipVerify: true, targetPort: 8443 }),
  TlsOrigination.mutualFiles({ clientCertificate: '/c.pem', privateKey: '/k.pem' }),
);
const egressGateway = label.map((namespace) => ({ workload: GatewayWorkload.of({ namespace }) }));

const props: fc.Arbitrary<ExternalServiceProps> = fc
  .record(
    {
      hosts: fc.oneof(hosts, wildcards),
      ports,
      tlsOrigination,
      egressGateway,
      timeout: fc.integer({ min: 1, max: 100_000 }).map(Duration.millis),
      retries: fc.integer({ min: 0, max: 5 }).map((attempts) => HttpRetry.attempts(attempts)),
      fault: fc.constant(HttpFault.abort(FaultAbort.httpStatus(503, 1))),
      trafficPolicy: fc.constant({ connectionPool: { tcp: { maxConnections: 9 } } }),
      name: label,
      namespace: label,
      labels: fc.dictionary(label, label, { maxKeys: 2 }),
    },
    { requiredKeys: ['hosts', 'ports'] },
  )
  .filter(({ hosts: [first], egressGateway: egress }) => egress === undefined || !first.startsWith('*'));

interface Port {
  readonly port: { readonly number: number };
}
interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: {
    readonly host?: string;
    readonly ports?: ReadonlyArray<{ readonly number: number; readonly protocol: string }>;
    readonly trafficPolicy?: {
      readonly tls?: object;
      readonly portLevelSettings?: ReadonlyArray<Port & { tls: object }>;
    };
  };
}

/** The ports on which a proxy begins TLS although the application has begun it. */
const wrappedTwice = (manifests: readonly Manifest[]) => {
  const [{ spec: entry }] = manifests.filter(({ kind }) => kind === 'ServiceEntry');
  const tls = (entry.ports ?? []).filter(({ protocol }) => protocol === 'TLS' || protocol === 'HTTPS');
  const rules = manifests.filter(({ kind, spec }) => kind === 'DestinationRule' && spec.host?.endsWith('example.com'));
  return rules.flatMap(({ spec: { trafficPolicy } }) => [
    ...(trafficPolicy?.tls === undefined ? [] : tls),
    ...tls.filter(({ number }) => trafficPolicy?.portLevelSettings?.some(({ port }) => port.number === number)),
  ]);
};

test('whatever the props, the CRDs take what is rendered, it is rendered alike each time, and no TLS is wrapped in TLS', () => {
  fc.assert(
    fc.property(props, fc.constantFrom(...Object.values(IstioApiVersion)), (given, version) => {
      const app = new App();
      IstioApi.useVersion(app, version);
      const chart = new Chart(app, 'shop', { namespace: 'default' });
      const service = new ExternalService(chart, 'service', given);

      const manifests = Testing.synth(chart) as Manifest[];
      expect(manifests.flatMap(schemaErrors)).toEqual([]);
      expect(Testing.synth(chart)).toEqual(manifests);
      expect(wrappedTwice(manifests)).toEqual([]);
      expect(service.virtualServices.length).toBe(
        (given.timeout ?? given.retries ?? given.fault ?? given.egressGateway) === undefined ? 0 : given.hosts.length,
      );
    }),
    { numRuns: 300 },
  );
});

test('TLS in TLS would be noticed', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const { HTTP: protocol, TLS } = Protocol;
  new ExternalService(chart, 'service', {
    hosts: ['a.example.com'],
    ports: [
      { number: 80, protocol },
      { number: 443, protocol: TLS },
    ],
    tlsOrigination: TlsOrigination.simple(),
  });
  const [entry, rule] = Testing.synth(chart) as Manifest[];
  expect(wrappedTwice([entry, rule])).toEqual([]);
  const spoilt = { ...rule, spec: { ...rule.spec, trafficPolicy: { tls: { mode: 'SIMPLE' } } } };
  expect(wrappedTwice([entry, spoilt])).toHaveLength(1);
});
