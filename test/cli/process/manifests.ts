import { base64 } from '../../credentials/support/binding';
import { issue } from '../../credentials/support/certificates';

/** A service whose requests go to a subset of it; only v1 is one. */
export function shopManifests({ subset }: { readonly subset: string }): string {
  return `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [web], http: [{ route: [{ destination: { host: web, subset: ${subset} } }] }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec: { host: web, subsets: [{ name: v1, labels: { version: v1 } }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web-v1, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, version: v1 } }
    spec: { containers: [{ name: web, image: example.com/web }] }
`;
}

/** A gateway whose certificate is in a Secret of this namespace, and the service behind it; the pods of the gateway are in another repository. */
export function httpbinManifests(secretNamespace: string): string {
  const { pem, key } = issue({
    dnsNames: ['httpbin.local.1q77.com'],
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2125-01-01T00:00:00Z'),
  });
  const data = JSON.stringify({ 'tls.crt': base64(pem), 'tls.key': base64(key) });
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: httpbin-gateway, namespace: default }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [httpbin.local.1q77.com]
      tls: { mode: SIMPLE, credentialName: httpbin-credential }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: httpbin, namespace: default }
spec:
  hosts: [httpbin.local.1q77.com]
  gateways: [httpbin-gateway]
  http: [{ route: [{ destination: { host: httpbin, port: { number: 8000 } } }] }]
---
apiVersion: v1
kind: Secret
metadata: { name: httpbin-credential, namespace: ${secretNamespace} }
type: kubernetes.io/tls
data: ${data}
---
apiVersion: v1
kind: Service
metadata: { name: httpbin, namespace: default }
spec: { selector: { app: httpbin }, ports: [{ name: http, port: 8000, targetPort: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: httpbin, namespace: default }
spec:
  selector: { matchLabels: { app: httpbin } }
  template:
    metadata: { labels: { app: httpbin } }
    spec: { containers: [{ name: httpbin, image: kennethreitz/httpbin }] }
`;
}
