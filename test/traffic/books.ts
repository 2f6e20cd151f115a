/** Routes of a Gateway that is not among the manifests, to hosts that are not there either. */
export const BOOKS = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: books, namespace: library }
spec:
  hosts: [books.example.org, www.books.example.org]
  gateways: [ingress/public]
  http:
    - match: [{ uri: { prefix: /lend }, headers: { x-member: { regex: 'm-[0-9]+' } } }]
      route: [{ destination: { host: lending.library.svc.cluster.local, port: { number: 8080 } } }]
      headers: { request: { set: { x-desk: lending } } }
      fault: { delay: { fixedDelay: 1.5s, percentage: { value: 10 } } }
    - match: [{ uri: { exact: /opening-hours } }]
      redirect: { uri: /about, authority: www.books.example.org }
    - match: [{ uri: { prefix: /archive } }]
      rewrite: { uri: /old }
      route: [{ destination: { host: archive } }]
    - match: [{ uri: { prefix: /shop } }]
      delegate: { name: shop, namespace: sales }
    - match: [{ uri: { prefix: /maps } }]
      delegate: { name: maps }
    - match: [{ uri: { regex: '/films(/.*)?' } }]
      delegate: { name: films }
    - route: [{ destination: { host: catalogue } }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: sales }
spec:
  http:
    - route: [{ destination: { host: till } }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: films, namespace: library }
spec:
  http:
    - match: [{ uri: { prefix: /films/ } }]
      route: [{ destination: { host: films } }]
`;
