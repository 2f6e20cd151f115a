import { App, Chart } from 'cdk8s';
import { Credential } from '../../src/credentials/credential';
import { DESTINATION_RULE, GATEWAY, POD, SECRET, SERVICE } from '../../src/mesh/kinds';
import { Mesh } from '../../src/mesh/mesh';
import { MeshObject } from '../../src/mesh/mesh-object';
import { Backend } from '../../src/networking/backend';
import { Destination } from '../../src/networking/destination';
import { DestinationRule } from '../../src/networking/destination-rule';
import { Gateway } from '../../src/networking/gateway';
import { HttpRoute } from '../../src/networking/http-route';
import { VirtualService } from '../../src/networking/virtual-service';
import { SecureIngress } from '../../src/patterns/secure-ingress';

const assumed = (objects: readonly MeshObject[]): object[] =>
  objects
    .filter(({ isAssumed }) => isAssumed)
    .map(({ title, spec, labels, origin }) => ({ title, spec, labels, by: origin.constructPath }));

function ingress(chart: Chart): void {
  new SecureIngress(chart, 'web', {
    hosts: ['shop.example.com'],
    credential: Credential.existing('shop-credential'),
    backend: Backend.named('shop', { namespace: 'shops', port: 80 }),
  });
}

test('what an app refers to by name is there, with what is known of it', () => {
  const app = new App();
  ingress(new Chart(app, 'app', { namespace: 'infra' }));
  const mesh = Mesh.fromApp(app);
  expect(assumed(mesh.all(SERVICE))).toEqual([
    {
      title: 'Service istio-system/ingressgateway',
      spec: { selector: { istio: 'ingressgateway' }, ports: [{ port: 80 }, { port: 443 }] },
      labels: {},
      by: 'app/web/Gateway',
    },
    { title: 'Service shops/shop', spec: { ports: [{ port: 80 }] }, labels: {}, by: 'app/web/VirtualService' },
  ]);
  expect(assumed(mesh.all(POD))).toEqual([
    { title: 'Pod istio-system/ingressgateway', spec: {}, labels: { istio: 'ingressgateway' }, by: 'app/web/Gateway' },
  ]);
  expect(assumed(mesh.all(SECRET))).toEqual([
    { title: 'Secret istio-system/shop-credential', spec: {}, labels: {}, by: 'app/web/Gateway' },
  ]);
  expect(mesh.size).toBe(2);
  expect([...mesh.objects].map(({ kind }) => kind)).toEqual(['Gateway', 'VirtualService']);
  expect(mesh.services.ofHost('shop.shops.svc.cluster.local').map(({ ports }) => ports[0].number)).toEqual([80]);
  expect(mesh.workloads.selectedAnywhere({ istio: 'ingressgateway' })).toHaveLength(1);
});

test('what is imported is there, with its subsets', () => {
  const chart = new Chart(new App(), 'app', { namespace: 'shops' });
  const gateway = Gateway.fromGatewayName(chart, 'gateway', 'web', { namespace: 'infra' });
  const rule = DestinationRule.fromDestinationRuleName(chart, 'rule', 'shop', {
    backend: Backend.named('shop'),
    subsets: ['v1'],
  });
  new VirtualService(chart, 'routes', {
    gateways: [gateway],
    hosts: ['shop.example.com'],
    http: [HttpRoute.to(Destination.subset(rule.subset('v1')))],
  });
  const mesh = Mesh.fromApp(chart.node.root);
  expect(assumed(mesh.all(GATEWAY))).toEqual([{ title: 'Gateway infra/web', spec: {}, labels: {}, by: 'app/gateway' }]);
  expect(assumed(mesh.all(DESTINATION_RULE)).map((each) => (each as { spec: object }).spec)).toEqual([
    { host: 'shop', subsets: [{ name: 'v1' }] },
  ]);
});

test('what is there for real, in the app or in the cluster, counts for itself', () => {
  const app = new App();
  ingress(new Chart(app, 'app', { namespace: 'infra' }));
  const cluster = Mesh.fromYaml([
    {
      file: 'shop.yaml',
      text: 'apiVersion: v1\nkind: Service\nmetadata: {name: shop, namespace: shops}\nspec: {ports: [{port: 81}]}\n',
    },
  ]);
  for (const mesh of [cluster.mergedWith(Mesh.fromApp(app)), Mesh.fromApp(app).mergedWith(cluster)]) {
    expect(mesh.get(SERVICE, 'shops', 'shop')).toMatchObject({ isAssumed: false, spec: { ports: [{ port: 81 }] } });
    expect(mesh.size).toBe(3);
  }
});
