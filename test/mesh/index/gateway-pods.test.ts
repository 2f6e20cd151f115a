import { GatewayPods, gatewayPodsOf, textOfSelector } from '../../../src/mesh/index/gateway-pods';
import { Mesh } from '../../../src/mesh/mesh';

function podsOf(...manifests: string[]): GatewayPods {
  return Mesh.fromYaml([{ file: 'mesh.yaml', text: manifests.join('\n---\n') }]).derive(gatewayPodsOf);
}

function deployment(namespace: string, labels: string): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ingress, namespace: ${namespace}}
spec: {template: {metadata: {labels: ${labels}}, spec: {containers: [{name: c, ports: [{name: web, containerPort: 8080}]}]}}}`;
}

function service(name: string, namespace: string, ports: string, labels = '{}'): string {
  return `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}, labels: ${labels}}
spec: {selector: {app: ingress}, ports: ${ports}}`;
}

const SELECTOR = { app: 'ingress' };

test('pods of all namespaces', () => {
  const pods = podsOf(
    deployment('b', '{app: ingress}'),
    deployment('a', '{app: ingress, v: "1"}'),
    deployment('c', '{}'),
  );
  expect(pods.selected(SELECTOR).map(({ namespace }) => namespace)).toEqual(['b', 'a']);
  expect(pods.namespaces(SELECTOR)).toEqual(['a', 'b']);
  expect(pods.share(SELECTOR, { v: '1' })).toBe(true);
  expect(pods.share(SELECTOR, { v: '2' })).toBe(false);
  expect(pods.share({ v: '2' }, { v: '2' })).toBe(true);
});

test('ports that a Service sends elsewhere', () => {
  const pods = podsOf(
    deployment('a', '{app: ingress}'),
    service('one', 'a', '[{port: 80, targetPort: web}, {port: 443, targetPort: 8443}, {port: 15021}]'),
    service('two', 'a', '[{port: 443, targetPort: 9443}]'),
    service('elsewhere', 'b', '[{port: 81, targetPort: 1}]'),
  );
  expect([80, 443, 15021, 81].map((port) => pods.listenPort(SELECTOR, port))).toEqual([8080, 443, 15021, 81]);
  expect(pods.targets(SELECTOR, 443)).toEqual([8443, 9443]);
  expect(pods.services(SELECTOR).map(({ hostname }) => hostname)).toEqual([
    'one.a.svc.cluster.local',
    'two.a.svc.cluster.local',
  ]);
});

test('ports that a Service leaves as Gateways have them', () => {
  const optedOut = '{experimental.istio.io/disable-gateway-port-translation: "true"}';
  const pods = podsOf(
    deployment('a', '{app: ingress}'),
    service('one', 'a', '[{port: 80, targetPort: web}, {port: 443, targetPort: 8443}]', optedOut),
    service('two', 'a', '[{port: 443, targetPort: 9443}]'),
  );
  expect([80, 443].map((port) => pods.listenPort(SELECTOR, port))).toEqual([80, 9443]);
  expect(pods.targets(SELECTOR, 443)).toEqual([8443, 9443]);
});

test('a selector as a text', () => {
  expect(textOfSelector({ b: '2', a: '1' })).toBe('a=1,b=2');
});
