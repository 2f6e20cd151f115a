import { SHOP } from './shop';

/**
 * The shop with a server that asks for certificates of a CA, routes by methods and headers, and a policy that goes by who asks. What is given as
 * key lies beside the CA.
 */
export function askingShop(authority: string, authorityKey = ''): string {
  return `${SHOP}
---
apiVersion: v1
kind: Secret
metadata: {name: partner-cert, namespace: istio-system}
type: Opaque
data: {tls.crt: Q0VSVElGSUNBVEU=, tls.key: U0VDUkVULUtFWQ==, ca.crt: ${Buffer.from(authority + authorityKey).toString('base64')}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: partner, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 443, name: p, protocol: HTTPS}, hosts: [partner.example.com], tls: {mode: MUTUAL, credentialName: partner-cert}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: partner, namespace: shop}
spec:
  gateways: [partner]
  hosts: [partner.example.com]
  http:
    - {name: put, match: [{method: {exact: PUT}}], directResponse: {status: 202}}
    - {name: beta, match: [{headers: {cookie: {regex: ".*beta=1.*"}}}], directResponse: {status: 207}}
    - {name: rest, directResponse: {status: 200}}
---
apiVersion: v1
kind: Service
metadata: {name: guarded, namespace: shop}
spec: {selector: {app: guarded}, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: guarded, namespace: shop, labels: {app: guarded}}
spec: {containers: [{name: istio-proxy, image: proxy}, {name: a, image: a}]}
---
apiVersion: v1
kind: Pod
metadata: {name: caller, namespace: shop, labels: {app: caller, version: v1}}
spec: {serviceAccountName: trusted, containers: [{name: istio-proxy, image: proxy}, {name: a, image: a}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: guarded, namespace: shop}
spec:
  selector: {matchLabels: {app: guarded}}
  rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/trusted]}}]}]
`;
}
