import { Mesh } from '../../../src/mesh/mesh';

/** A mesh with one of everything that a picture has. */
export const SHOP = `
apiVersion: v1
kind: Pod
metadata: {name: ingress, namespace: istio-system, labels: {istio: ingressgateway}}
spec: {containers: [{name: istio-proxy, image: proxy}]}
---
apiVersion: v1
kind: Secret
metadata: {name: shop-cert, namespace: istio-system}
type: kubernetes.io/tls
data: {tls.crt: Q0VSVElGSUNBVEU=, tls.key: U0VDUkVULUtFWQ==}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
    - {port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com], tls: {httpsRedirect: true}}
    - {port: {number: 443, name: https, protocol: HTTPS}, hosts: [shop.example.com], tls: {mode: SIMPLE, credentialName: shop-cert}}
    - {port: {number: 443, name: again, protocol: HTTPS}, hosts: [shop.example.com], tls: {mode: SIMPLE, credentialName: lost-cert}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  gateways: [web, mesh]
  hosts: [shop.example.com, web]
  http:
    - {name: old, match: [{uri: {prefix: /old}}, {uri: {exact: /older}, method: {exact: GET}}], redirect: {uri: /new, redirectCode: 302}}
    - {match: [{uri: {regex: "/v[0-9]+"}, headers: {user: {exact: ann}}}], directResponse: {status: 410}}
    - {match: [{uri: {prefix: /cart}}], delegate: {name: cart, namespace: cart}}
    - {match: [{uri: {prefix: /home}}], delegate: {name: home}}
    - fault: {abort: {httpStatus: 503, percentage: {value: 10}}, delay: {fixedDelay: 2s, percentage: {value: 50}}}
      route: [{destination: {host: web, subset: v1}, weight: 90}, {destination: {host: web, subset: v2}, weight: 10}]
      mirror: {host: web, subset: v2}
      mirrorPercentage: {value: 5}
      timeout: 3s
    - {route: [{destination: {host: web}}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: cart}
spec:
  http:
    - {match: [{uri: {prefix: /cart/pay}}], route: [{destination: {host: pay.example.net, port: {number: 443}}}]}
    - {match: [{uri: {prefix: /elsewhere}}], route: [{destination: {host: cart}}]}
    - {route: [{destination: {host: nowhere}}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: pay, namespace: cart}
spec: {hosts: [pay.example.net], location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 443, name: https, protocol: HTTPS}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec: {host: web, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: empty, namespace: shop}
spec: {selector: {app: empty}, ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web-1, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web, version: v1}}, spec: {containers: [{name: web, image: web}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web-2, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web, version: v2}}, spec: {containers: [{name: web, image: web}]}}}
`;

/** A mesh of YAML documents. */
export function meshOf(text: string): Mesh {
  return Mesh.fromYaml([{ file: 'mesh.yaml', text }]);
}

/** Ingresses of a fleet: namespaces with a Gateway, a VirtualService, a Service and a Deployment for each host. */
export function fleetOf(namespaces: number, hosts: number): string {
  const each = (namespace: number, host: number) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: g${host}, namespace: team-${namespace}}
spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [h${host}.team-${namespace}.example.com]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v${host}, namespace: team-${namespace}}
spec: {gateways: [g${host}], hosts: [h${host}.team-${namespace}.example.com], http: [{route: [{destination: {host: s${host}}}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: s${host}, namespace: team-${namespace}}
spec: {selector: {app: a${host}}, ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: d${host}, namespace: team-${namespace}}
spec: {selector: {matchLabels: {app: a${host}}}, template: {metadata: {labels: {app: a${host}}}, spec: {containers: [{name: a, image: a}]}}}
`;
  return Array.from({ length: namespaces * hosts }, (_, index) =>
    each(index % namespaces, Math.floor(index / namespaces)),
  ).join('---');
}
