import { App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { DisruptionBudget } from '../../src/patterns/disruption-budget';
import { GatewayScale } from '../../src/patterns/gateway-scale';
import { IngressGateway } from '../../src/patterns/ingress-gateway';
import { numberOfQuantity } from '../../src/patterns/private/quantity';

const newChart = () => new Chart(new App(), 'edge', { namespace: 'istio-ingress' });

test.each<[DisruptionBudget, number, number]>([
  [DisruptionBudget.minAvailable(1), 3, 2],
  // Kubernetes rounds up: 50% of 3 pods are 2 that stay, 1% of 3 pods is 1 that may go.
  [DisruptionBudget.minAvailablePercent(50), 3, 1],
  [DisruptionBudget.maxUnavailablePercent(1), 3, 1],
  [DisruptionBudget.maxUnavailablePercent(50), 3, 2],
  [DisruptionBudget.maxUnavailable(5), 3, 5],
  [DisruptionBudget.none(), 3, 3],
])('budget %# lets so many pods go', (budget, pods, allowed) => {
  expect(budget._allowed(pods)).toBe(allowed);
});

test.each<[string, number | undefined]>([
  ['100m', 0.1],
  ['2', 2],
  ['0.5', 0.5],
  ['.5', 0.5],
  ['5.', 5],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1E', 1e18],
  ['1k', 1000],
  ['1Ki', 1024],
  ['128Mi', 134_217_728],
  ['', undefined],
  ['.', undefined],
  ['-1', undefined],
  ['1 Gi', undefined],
  ['1gi', undefined],
  ['Mi', undefined],
])('the quantity %p', (quantity, number) => {
  expect(numberOfQuantity(quantity)).toBe(number);
});

const labelName = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const scales = fc.oneof(
  fc.integer({ min: 0, max: 9 }).map(GatewayScale.fixed),
  fc
    .record({ least: fc.integer({ min: 1, max: 9 }), more: fc.integer({ min: 0, max: 9 }) })
    .map(({ least, more }) => GatewayScale.automatic({ minReplicas: least, maxReplicas: least + more })),
);

test('whatever is taken, Service and Deployment agree, no node is kept from being drained, and it is rendered alike', () => {
  fc.assert(
    fc.property(
      fc.record(
        {
          name: labelName,
          selector: fc.dictionary(labelName, labelName, { minKeys: 1, maxKeys: 3 }),
          ports: fc
            .uniqueArray(fc.integer({ min: 1, max: 14999 }), { minLength: 1, maxLength: 4 })
            .map((ports) => ports.map((port) => ({ port, name: `p-${port}` }))),
          scale: scales,
          disruptionBudget: fc.oneof(
            fc.integer({ min: 0, max: 5 }).map(DisruptionBudget.minAvailable),
            fc.integer({ min: 0, max: 100 }).map(DisruptionBudget.maxUnavailablePercent),
          ),
        },
        { requiredKeys: [] },
      ),
      (props) => {
        const chart = newChart();
        let gateway: IngressGateway;
        try {
          gateway = new IngressGateway(chart, 'gateway', props);
        } catch (error) {
          expect((error as Error).message).toContain('a disruption budget that lets no pod go');
          expect(chart.node.children).toEqual([]);
          return;
        }
        const manifests = Testing.synth(chart);
        expect(Testing.synth(chart)).toEqual(manifests);
        const spec = (kind: string) => manifests.find((manifest) => manifest.kind === kind)?.spec;
        const { labels } = spec('Deployment').template.metadata;
        expect(labels).toMatchObject(spec('Service').selector);
        expect(labels).toMatchObject(spec('Deployment').selector.matchLabels);
        expect(labels).toMatchObject(gateway.selector);
        expect(spec('Service').ports.map(({ port }: { port: number }) => port)).toEqual([15021, ...gateway.ports]);
        const least = spec('HorizontalPodAutoscaler')?.minReplicas ?? spec('Deployment').replicas;
        const stay = spec('PodDisruptionBudget')?.minAvailable ?? 0;
        expect(least === 0 || stay < least).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
