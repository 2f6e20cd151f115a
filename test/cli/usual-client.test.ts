import { usualClient } from '../../src/cli/usual-client';
import { Mesh } from '../../src/mesh/mesh';

const gateway = (name: string, selector: string): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { ${selector} }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*'] }]
`;
const routes = (...gateways: string[]): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec: { hosts: [shop.example.com], gateways: [${gateways.join(', ')}], http: [{ route: [{ destination: { host: web } }] }] }
`;
const pods = (namespace: string, labels: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: gateway, namespace: ${namespace} }
spec:
  selector: { matchLabels: { ${labels} } }
  template: { metadata: { labels: { ${labels} } }, spec: { containers: [] } }
`;
const INSTALLED = gateway('installed', 'istio: ingressgateway');
const HELM = gateway('helm', 'istio: ingress');
const LABELS = { app: 'istio-ingressgateway', istio: 'ingressgateway' };

const sentTo = (url: string, ...documents: string[]): unknown => {
  const { client, pods: said } = usualClient(Mesh.fromYaml([{ file: 'a.yaml', text: documents.join('---\n') }]), url);
  return [client.namespace, { ...client.labels }, said];
};

test.each([
  ["Istio's own", [INSTALLED, routes('installed')], ['istio-system', LABELS, undefined]],
  ["Istio's own before others", [HELM, INSTALLED, routes('helm', 'installed')], ['istio-system', LABELS, undefined]],
  [
    "Istio's own, in the namespace that has its pods",
    [INSTALLED, routes('installed'), pods('edge', 'istio: ingressgateway')],
    ['edge', LABELS, 'pods with istio=ingressgateway in namespace edge'],
  ],
  [
    "Istio's own, in its namespace and in another",
    [
      INSTALLED,
      routes('installed'),
      pods('edge', 'istio: ingressgateway'),
      pods('istio-system', 'istio: ingressgateway'),
    ],
    ['istio-system', LABELS, undefined],
  ],
  [
    'that of the chart, if only that has the host',
    [HELM, INSTALLED, routes('helm')],
    ['istio-ingress', { istio: 'ingress' }, 'pods with istio=ingress in namespace istio-ingress'],
  ],
  [
    "somebody's own, by its pods",
    [gateway('own', 'app: edge'), routes('own'), pods('edge', 'app: edge, tier: web')],
    ['edge', { app: 'edge', tier: 'web' }, 'pods with app=edge in namespace edge'],
  ],
  ['one without a selector', [gateway('all', ''), routes('all')], ['istio-system', LABELS, undefined]],
  ['one that is elsewhere', [routes('elsewhere/shared')], ['istio-system', LABELS, undefined]],
])('a request comes to the gateway: %s', (_, documents, expected) => {
  expect(sentTo('https://shop.example.com/cart', ...documents)).toEqual(expected);
});

test('a host that no routes have is asked for at that of Istio', () => {
  expect(sentTo('http://other.example.com/', HELM, routes('helm'))).toEqual(['istio-system', LABELS, undefined]);
});
