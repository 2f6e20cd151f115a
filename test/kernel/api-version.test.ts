import { App, Chart, Testing } from 'cdk8s';
import * as networking from '../../imports/networking';
import { Backend, Credential, DestinationRule, IstioApi, IstioApiVersion, SecureIngress } from '../../src';
import { apiVersionFor } from '../../src/kernel/api-version';

const build = (chart: Chart) =>
  new SecureIngress(chart, 'ingress', {
    hosts: [`${chart.node.id}.example.com`],
    credential: Credential.existing('shop-credential'),
    backend: Backend.named('shop'),
    trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } },
  });
const versions = (chart: Chart) => [...new Set(Testing.synth(chart).map((object) => object.apiVersion as string))];

test.each([
  [undefined, 'networking.istio.io/v1'],
  [IstioApiVersion.V1, 'networking.istio.io/v1'],
  [IstioApiVersion.V1BETA1, 'networking.istio.io/v1beta1'],
  [IstioApiVersion.V1ALPHA3, 'networking.istio.io/v1alpha3'],
])('with %s all objects of an app are %s', (version, apiVersion) => {
  const app = new App();
  if (version !== undefined) {
    IstioApi.useVersion(app, version);
  }
  const chart = new Chart(app, 'shop');
  build(chart);
  expect(versions(chart)).toEqual([apiVersion]);
});

test('the setting of a chart wins over that of its app', () => {
  const app = new App();
  IstioApi.useVersion(app, IstioApiVersion.V1ALPHA3);
  const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
  IstioApi.useVersion(two, IstioApiVersion.V1BETA1);
  build(one);
  build(two);
  expect(versions(one)).toEqual(['networking.istio.io/v1alpha3']);
  expect(versions(two)).toEqual(['networking.istio.io/v1beta1']);
});

test('a setting that comes too late is refused', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  new DestinationRule(chart, 'rule', { backend: Backend.named('shop') });
  expect(() => IstioApi.useVersion(chart, IstioApiVersion.V1BETA1)).toThrow(
    '[shop] the API version must be chosen before the first Istio object is made\n' +
      '  received: "v1beta1, after shop/rule"\n' +
      '  fix: call IstioApi.useVersion() right after the app or the chart is made',
  );
});

test.each([
  [IstioApiVersion.V1, networking.EnvoyFilter.API_VERSIONS, 'networking.istio.io/v1alpha3'],
  [IstioApiVersion.V1, networking.ProxyConfig.API_VERSIONS, 'networking.istio.io/v1beta1'],
  [IstioApiVersion.V1ALPHA3, networking.ProxyConfig.API_VERSIONS, 'networking.istio.io/v1beta1'],
  [IstioApiVersion.V1ALPHA3, ['security.istio.io/v1', 'security.istio.io/v1beta1'], 'security.istio.io/v1beta1'],
  [IstioApiVersion.V1BETA1, ['telemetry.istio.io/v1', 'telemetry.istio.io/v1alpha1'], 'telemetry.istio.io/v1alpha1'],
])('with %s a kind that is served as %p takes %s', (version, served, apiVersion) => {
  const chart = new Chart(new App(), 'shop');
  IstioApi.useVersion(chart, version);
  expect(apiVersionFor(chart, served)).toBe(apiVersion);
});
