import { App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Backend,
  Credential,
  DelegatedRoutes,
  GatewayWorkload,
  GrpcIngress,
  IngressObjectsProps,
  IstioApi,
  IstioApiVersion,
  PassthroughIngress,
  PlainHttp,
  SharedGateway,
  TcpIngress,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const path = fc.array(label, { maxLength: 3 }).map((segments) => `/${segments.join('/')}`);
const hosts = fc.uniqueArray(
  fc.tuple(fc.constantFrom('', '*.'), label, label).map(([star, one, two]) => `${star}${one}.${two}.example.com`),
  { minLength: 1, maxLength: 3 },
);
const backend = fc
  .record({ name: label, namespace: fc.option(label, { nil: undefined }), port: fc.integer({ min: 1, max: 65535 }) })
  .map((options) => Backend.named(options.name, options));
const credential = label.filter((name) => !/^(istio|prometheus)/.test(name)).map((name) => Credential.existing(name));
const workload = fc
  .record({ namespace: label, selector: fc.dictionary(label, label, { maxKeys: 2 }) })
  .map((props) => GatewayWorkload.of({ ...props, ports: [80, 443, 5432] }));
const objects: fc.Arbitrary<IngressObjectsProps> = fc.record(
  { name: label, namespace: label, labels: fc.dictionary(label, label, { maxKeys: 2 }) },
  { requiredKeys: [] },
);
const method = fc
  .tuple(label, label, fc.boolean())
  .map(([a, b, whole]) => `${a}.v1.S${whole ? '' : `/${b}`}`.replace(/-/g, '_'));

type Make = (chart: Chart) => unknown;

const grpc: fc.Arbitrary<Make> = fc
  .record({ objects, hosts, credential, workload, backend, h2Upgrade: fc.boolean(), calls: fc.uniqueArray(method) })
  .map(({ objects: names, calls, ...props }) => (chart) => {
    const ingress = new GrpcIngress(chart, 'ingress', { ...names, ...props });
    calls.forEach((name) => ingress.route(name, props.backend));
  });

const tcp: fc.Arbitrary<Make> = fc
  .record({ objects, hosts, credential, workload, backend, isTls: fc.boolean() })
  .map(({ objects: names, isTls, hosts: all, credential: secret, ...props }) => (chart) => {
    const tls = isTls ? { hosts: all, credential: secret } : {};
    return new TcpIngress(chart, 'ingress', { ...names, ...props, ...tls, port: 5432 });
  });

const passthrough: fc.Arbitrary<Make> = fc
  .record({ objects, hosts, workload, backend, perHost: fc.boolean() })
  .map(({ objects: names, perHost, backend: target, ...props }) => (chart) => {
    const ingress = new PassthroughIngress(chart, 'ingress', {
      ...names,
      ...props,
      backend: perHost ? undefined : target,
    });
    (perHost ? props.hosts : []).forEach((host) => ingress.route(host, target));
  });

const shared: fc.Arbitrary<Make> = fc
  .record({
    hosts,
    credential,
    workload,
    backend,
    namespaces: fc.option(fc.uniqueArray(label, { minLength: 1 }), { nil: undefined }),
    plainHttp: fc.constantFrom(PlainHttp.SERVE, PlainHttp.REDIRECT, PlainHttp.OFF),
    name: label,
    paths: fc.uniqueArray(path),
  })
  .map(({ backend: target, paths, name, plainHttp, workload: pods, ...group }) => (chart) => {
    const gateway = new SharedGateway(chart, 'gateway', { name, plainHttp, workload: pods, hosts: [group] });
    if (group.namespaces === undefined) {
      paths.forEach((one, index) => {
        const routes = new DelegatedRoutes(chart, `routes-${index}`, { path: one, backend: target });
        gateway.delegate(group.hosts[0], one, routes);
      });
    }
  });

test.each<[string, fc.Arbitrary<Make>]>([
  ['GrpcIngress', grpc],
  ['TcpIngress', tcp],
  ['PassthroughIngress', passthrough],
  ['SharedGateway', shared],
])('%s: the CRDs take what is rendered, and it is rendered alike each time', (_, makes) => {
  fc.assert(
    fc.property(makes, fc.constantFrom(...Object.values(IstioApiVersion)), (make, version) => {
      const app = new App();
      IstioApi.useVersion(app, version);
      const chart = new Chart(app, 'shop', { namespace: 'default' });
      make(chart);
      // Random wildcards may lie within one another, which a VirtualService refuses at synth.
      const faults = app.node.findAll().flatMap((construct) => construct.node.validate());
      fc.pre(!faults.some((fault) => fault.startsWith('a host must not be named twice')));
      const manifests = Testing.synth(chart);
      expect(manifests.flatMap(schemaErrors)).toEqual([]);
      expect(Testing.synth(chart)).toEqual(manifests);
      expect(manifests.some(({ kind }) => kind === 'Gateway')).toBe(true);
    }),
    { numRuns: 150 },
  );
});
