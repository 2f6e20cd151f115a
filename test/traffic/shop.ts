import { Mesh } from '../../src/mesh/mesh';

/** A shop with a route for each thing that can become of a request. */
export const SHOP = `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop-credential, namespace: istio-system }
spec: { secretName: shop-credential, dnsNames: [shop.example.com], issuerRef: { name: ca } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: shadow, namespace: shop }
spec: { selector: { app: shadow }, ports: [{ name: http, port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web-v1, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web, version: v1 } }, spec: { containers: [{ name: web, image: web }] } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec:
  host: web
  subsets:
    - { name: v1, labels: { version: v1 } }
    - { name: v2, labels: { version: v2 } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.example.com]
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { mode: SIMPLE, credentialName: shop-credential }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
    - name: old
      match: [{ uri: { exact: /old } }]
      redirect: { uri: /new }
    - name: cart
      match: [{ uri: { prefix: /cart/ }, method: { exact: POST } }]
      rewrite: { uri: /v2/, authority: cart.internal }
      headers:
        request: { set: { x-cart: 'yes' }, remove: [cookie] }
        response: { set: { x-served-by: shop } }
      timeout: 1m30s
      retries: { attempts: 3, perTryTimeout: 2s, retryOn: 5xx }
      mirror: { host: shadow }
      mirrorPercentage: { value: 25 }
      route: [{ destination: { host: web, subset: v1 } }]
    - match: [{ uri: { prefix: /split } }]
      route:
        - { destination: { host: web, subset: v1 }, weight: 90 }
        - { destination: { host: web, subset: v2 }, weight: 10 }
    - name: faulty
      match: [{ uri: { prefix: /faulty } }]
      fault:
        abort: { httpStatus: 503, percentage: { value: 20 } }
        delay: { fixedDelay: 1.5s, percentage: { value: 50 } }
      route: [{ destination: { host: web } }]
    - match: [{ uri: { exact: /maintenance } }]
      directResponse: { status: 503, body: { string: later } }
    - match: [{ port: 8443 }]
      route: [{ destination: { host: web } }]
`;

export const shopMesh = (): Mesh => Mesh.fromYaml([{ file: 'shop.yaml', text: SHOP }]);
