import { App, Chart, Duration, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Backend,
  BlueGreen,
  Canary,
  CanaryProps,
  Colour,
  ExportTo,
  FaultAbort,
  FaultDelay,
  FaultInjection,
  GrpcMatch,
  GrpcStatus,
  HttpMatch,
  HttpRetry,
  IFaultTarget,
  IstioApi,
  IstioApiVersion,
  LoadBalancer,
  LocalityLoadBalancer,
  MeshDefaults,
  MeshService,
  MeshServiceOptions,
  MeshSubset,
  Pin,
  RolloutController,
  StringMatch,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const labels = fc.dictionary(name, name, { maxKeys: 3 });
const backend = fc.oneof(
  fc
    .record({ name, port: fc.option(fc.integer({ min: 1, max: 65535 }), { nil: undefined }) })
    .map((b) => Backend.named(b.name, b)),
  name.map((n) => Backend.host(`${n}.example.com`)),
  fc.tuple(name, name).map(([n, namespace]) => Backend.named(n, { namespace })),
);
const policy = fc.record(
  {
    connectionPool: fc.constant({ tcp: { maxConnections: 1 } }),
    outlierDetection: fc.constant({ interval: Duration.seconds(1) }),
  },
  { requiredKeys: ['connectionPool'] },
);

const options: fc.Arbitrary<MeshServiceOptions> = fc.record(
  {
    backend,
    hosts: fc.uniqueArray(
      name.map((n) => `${n}.example.org`),
      { maxLength: 2 },
    ),
    defaults: fc.constantFrom(...Object.values(MeshDefaults)),
    timeout: fc.integer({ min: 0, max: 100_000 }).map(Duration.millis),
    retries: fc.oneof(
      fc.constant(HttpRetry.disabled()),
      fc.nat({ max: 5 }).map((n) => HttpRetry.attempts(n)),
    ),
    outlierDetection: fc.constant({}),
    connectionPool: fc.constant({ http: { maxRetries: 3 } }),
    trafficPolicy: fc.constant({ retryBudget: { percent: 10 } }),
    exportTo: fc.constantFrom([ExportTo.everywhere()], [ExportTo.ownNamespace()]),
    syncWave: fc.integer({ min: -10, max: 10 }),
    name,
    namespace: name,
    labels,
    annotations: labels,
  },
  { requiredKeys: ['backend'] },
);
const balancing = fc.oneof(
  fc.constant({}),
  fc.constantFrom(LoadBalancer.random(), LoadBalancer.roundRobin()).map((loadBalancer) => ({ loadBalancer })),
  fc
    .constantFrom(LocalityLoadBalancer.enabled(), LocalityLoadBalancer.failoverPriority(['a']))
    .map((locality) => ({ locality })),
);
const subsets: fc.Arbitrary<MeshSubset[]> = fc
  .uniqueArray(
    fc.record(
      { name, labels, weight: fc.nat({ max: 100 }), trafficPolicy: policy },
      { requiredKeys: ['name', 'weight'] },
    ),
    { minLength: 1, maxLength: 4, selector: (subset) => subset.name },
  )
  .filter((all) => all.some(({ weight }) => weight !== 0));
const pins = fc.array(
  fc.oneof(
    name.map((n) => Pin.header(n, n)),
    name.map((n) => Pin.cookie(n, n)),
    name.map((n) => Pin.host(`${n}.example.net`)),
  ),
  { maxLength: 3 },
);
const percentage = fc.integer({ min: 0, max: 1000 }).map((n) => n / 10);

const services = fc.oneof(
  fc
    .record({ subsets, retires: fc.boolean() })
    .map(({ subsets: all, retires }) => (chart: Chart, common: MeshServiceOptions) => {
      const retiring = retires ? [{ name: 'zzz-retiring-zzz' }] : [];
      const service = new MeshService(chart, 'service', { ...common, subsets: all, retiring });
      service.route('/a', service.destination(all[0].name));
      return service;
    }),
  fc
    .record(
      {
        weight: fc.integer({ min: 0, max: 100 }),
        pins,
        mirrorPercentage: percentage,
        rolloutController: fc.constantFrom(...Object.values(RolloutController)),
      },
      { requiredKeys: [] },
    )
    .map(({ weight, ...props }) => (chart: Chart, common: MeshServiceOptions) => {
      const given: CanaryProps = {
        ...common,
        ...props,
        stable: { name: 'v1', labels: { version: 'v1' } },
        canary: {
          name: 'v2',
          labels: { version: 'v2' },
          weight: props.rolloutController === undefined ? weight : undefined,
        },
      };
      return new Canary(chart, 'service', given);
    }),
  fc.record({ active: fc.constantFrom(...Object.values(Colour)), preview: pins }).map(
    (props) => (chart: Chart, common: MeshServiceOptions) =>
      new BlueGreen(chart, 'service', {
        ...common,
        ...props,
        blue: { labels: { version: 'v1' } },
        green: { labels: { version: 'v2' } },
      }),
  ),
);

const match = fc.constantFrom(
  HttpMatch.header('x-chaos', StringMatch.regex('on|yes')),
  HttpMatch.pathPrefix('/a/b'),
  GrpcMatch.of('a.B/C'),
);
const faults = fc.option(fc.record({ match, percentage }), { nil: undefined });

test('whatever the props, the CRDs take what is rendered, and it is rendered alike each time', () => {
  fc.assert(
    fc.property(
      options,
      balancing,
      services,
      faults,
      fc.constantFrom(...Object.values(IstioApiVersion)),
      (common, balanced, make, fault, version) => {
        const app = new App();
        IstioApi.useVersion(app, version);
        const chart = new Chart(app, 'shop', { namespace: 'default' });
        const target: IFaultTarget & { readonly destinationRule: object } = make(chart, { ...common, ...balanced });
        if (fault !== undefined) {
          new FaultInjection(chart, 'chaos', {
            target,
            match: [fault.match],
            abort: FaultAbort.grpcStatus(GrpcStatus.INTERNAL, fault.percentage),
            delay: FaultDelay.fixed(Duration.seconds(1), fault.percentage),
          });
        }

        const manifests = Testing.synth(chart);
        expect(manifests.flatMap(schemaErrors)).toEqual([]);
        expect(Testing.synth(chart)).toEqual(manifests);
        expect(manifests.map(({ kind }) => kind)).toEqual(['DestinationRule', 'VirtualService']);
        expect(routedSubsets(manifests[1])).toEqual(
          routedSubsets(manifests[1]).filter((subset) =>
            manifests[0].spec.subsets.some((known: { name: string }) => known.name === subset),
          ),
        );
      },
    ),
    { numRuns: 300 },
  );
});

function routedSubsets(virtualService: {
  spec: { http: Array<{ route: Array<{ destination: { subset?: string } }> }> };
}): (string | undefined)[] {
  return virtualService.spec.http.flatMap(({ route }) => route.map(({ destination }) => destination.subset));
}
