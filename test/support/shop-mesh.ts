import { Mesh } from '../../src/mesh/mesh';
import { MeshDiff } from '../../src/diff/mesh-diff';
import { TrafficChange } from '../../src/diff/traffic-change';

export const GATEWAY = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
    - {port: {number: 80, name: http, protocol: HTTP}, hosts: ['*.example.com']}
    - {port: {number: 8080, name: other, protocol: HTTP}, hosts: ['other.example.com']}
`;
export const SERVICES = `
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{port: 80, name: http}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-v1, namespace: shop}
spec: {selector: {matchLabels: {app: cart}}, template: {metadata: {labels: {app: cart, version: v1}}, spec: {containers: [{name: a, image: a}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-v2, namespace: shop}
spec: {selector: {matchLabels: {app: cart}}, template: {metadata: {labels: {app: cart, version: v2}}, spec: {containers: [{name: a, image: a}]}}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  subsets:
    - {name: one, labels: {version: v1}}
    - {name: two, labels: {version: v2}}
`;
export const ONE = '{destination: {host: cart, subset: one}}';
export const TWO = '{destination: {host: cart, subset: two}}';

/** A VirtualService of the gateway for a host. */
export function shop(http: string, { name = 'shop', hosts = 'a.example.com', gateways = 'web' } = {}): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec:
  hosts: [${hosts}]
  gateways: [${gateways}]
  http:
${http}
`;
}

export function meshOf(...documents: readonly string[]): Mesh {
  return Mesh.fromYaml([{ file: 'mesh.yaml', text: documents.join('\n---\n') }]);
}

export function inWords({ host, after: { request }, summary }: TrafficChange): string {
  const { method, scheme, authority, port, target, headers, from } = request;
  const named = authority.includes(':') || port === 80 || port === 443 ? authority : `${authority}:${port}`;
  const sent = Object.entries(headers)
    .map(([name, value]) => ` ${name}: ${value}`)
    .join('');
  const client = from.isOutside ? '' : ` from ${from.namespace} ${JSON.stringify(from.labels)}`;
  return `[${host}] ${method} ${scheme}://${named}${target}${sent}${client}: ${summary}`;
}

/** The changes that come of one part of a mesh being another. */
export function changes(before: readonly string[], after: readonly string[]): readonly string[] {
  return MeshDiff.between(meshOf(GATEWAY, SERVICES, ...before), meshOf(GATEWAY, SERVICES, ...after)).changes.map(
    inWords,
  );
}

export const TO_ONE = 'shop/cart-v1 (cart.shop.svc.cluster.local:80)';
export const TO_TWO = 'shop/cart-v2 (cart.shop.svc.cluster.local:80)';
