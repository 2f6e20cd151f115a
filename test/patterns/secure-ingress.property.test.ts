import { App, Chart, Duration, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Backend,
  CipherSuite,
  ClientCertificates,
  Credential,
  GatewayWorkload,
  HttpRewrite,
  IngressRouteOptions,
  IngressSubset,
  IstioApi,
  IstioApiVersion,
  PlainHttp,
  SecureIngress,
  SecureIngressProps,
  StringMatch,
  TlsVersion,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const host = fc.tuple(fc.constantFrom('', '*.'), name, name).map(([star, a, b]) => `${star}${a}.${b}.example.com`);
const labels = fc.dictionary(name, name, { maxKeys: 3 });
const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const port = fc.integer({ min: 1, max: 65535 });

const backend = fc.oneof(
  fc.record({ name, namespace: option(name), port: option(port) }).map((b) => Backend.named(b.name, b)),
  fc.record({ host: name, port: option(port) }).map((b) => Backend.host(`${b.host}.example.com`, b)),
);

const subsets: fc.Arbitrary<IngressSubset[]> = fc
  .uniqueArray(fc.record({ name, labels, weight: fc.integer({ min: 0, max: 1000 }) }), {
    minLength: 1,
    maxLength: 4,
    selector: (subset) => subset.name,
  })
  .filter((all) => all.some(({ weight }) => weight > 0));

const tls = fc
  .record({
    minProtocolVersion: option(fc.constantFrom(TlsVersion.AUTO, TlsVersion.V1_2)),
    maxProtocolVersion: option(fc.constantFrom(TlsVersion.AUTO, TlsVersion.V1_2, TlsVersion.V1_3)),
    cipherSuites: option(fc.uniqueArray(fc.constantFrom(...Object.values(CipherSuite)))),
  })
  .map((options) => ({ ...options }));

const clientCertificates = fc.oneof(
  fc.constant(ClientCertificates.none()),
  fc.array(name).map((subjectAltNames) => ClientCertificates.required({ subjectAltNames })),
  fc.constant(ClientCertificates.optional({ verifyCertificateHash: [] })),
);

const props: fc.Arbitrary<SecureIngressProps> = fc.record(
  {
    hosts: fc.uniqueArray(host, { minLength: 1, maxLength: 3 }),
    credential: name.filter((n) => !/^(istio|prometheus)/.test(n)).map((n) => Credential.existing(n)),
    backend,
    subsets,
    plainHttp: fc.constantFrom(...Object.values(PlainHttp)),
    alsoInMesh: fc.boolean(),
    workload: fc
      .record({ namespace: name, selector: labels })
      .map((workload) => GatewayWorkload.of({ ...workload, ports: [80, 443] })),
    clientCertificates,
    tls,
    name,
    namespace: name,
    labels,
    annotations: labels,
  },
  { requiredKeys: ['hosts', 'credential', 'backend'] },
);

const routeOptions: fc.Arbitrary<IngressRouteOptions> = fc.record(
  {
    name,
    conditions: fc.record(
      { method: name.map(StringMatch.exact), presentHeaders: fc.uniqueArray(name), port },
      { requiredKeys: [] },
    ),
    rewrite: name.map((n) => HttpRewrite.authority(n)),
    timeout: fc.integer({ min: 1, max: 100_000 }).map(Duration.millis),
  },
  { requiredKeys: [] },
);

const routes = fc.uniqueArray(
  fc.record({
    path: fc.array(name, { maxLength: 3 }).map((segments) => `/${segments.join('/')}`),
    backend,
    options: routeOptions,
  }),
  { maxLength: 4, selector: (route) => route.path },
);

test('whatever the props, the CRDs take what is rendered, and it is rendered alike each time', () => {
  fc.assert(
    fc.property(props, routes, fc.constantFrom(...Object.values(IstioApiVersion)), (given, added, version) => {
      const app = new App();
      IstioApi.useVersion(app, version);
      const chart = new Chart(app, 'shop', { namespace: 'default' });
      const ingress = new SecureIngress(chart, 'ingress', given);
      added.forEach((route) => ingress.route(route.path, route.backend, route.options));

      const manifests = Testing.synth(chart);
      expect(manifests.flatMap(schemaErrors)).toEqual([]);
      expect(Testing.synth(chart)).toEqual(manifests);
      const redirects = given.plainHttp === PlainHttp.REDIRECT_EXCEPT_ACME_CHALLENGES ? 1 : 0;
      const { http } = manifests.find(({ kind }) => kind === 'VirtualService').spec;
      expect(http).toHaveLength(added.length + 1 + redirects);
    }),
    { numRuns: 300 },
  );
});

test('the schemas would notice', () => {
  const chart = new Chart(new App(), 'shop');
  const gateway = new SecureIngress(chart, 'ingress', {
    hosts: ['shop.example.com'],
    credential: Credential.existing('shop-credential'),
    backend: Backend.named('shop'),
  });
  expect(gateway).toBeDefined();
  const [manifest] = Testing.synth(chart);
  const spoilt = [
    { ...manifest, spec: { ...manifest.spec, selectors: {} } },
    { ...manifest, spec: { ...manifest.spec, servers: [{ hosts: 'shop.example.com', port: {} }] } },
    { ...manifest, spec: { ...manifest.spec, servers: [{ ...manifest.spec.servers[1], tls: { mode: 'simple' } }] } },
  ];
  expect(spoilt.map((object) => schemaErrors(object).length > 0)).toEqual([true, true, true]);
});
