const { gatewayYaml, GATEWAY_OBJECTS, serviceFiles } = require('./service-files.cjs');

/** The objects of one service. */
const OBJECTS = 16;
const SERVICES_PER_FILE = 100;

/** Objects of the gateway's installation, and the namespace. */
exports.INSTALLED = GATEWAY_OBJECTS + 1;

/**
 * The YAML of a mesh of so many objects, a multiple of sixteen, in which every service has policies, versions and an outside of its own, all of
 * them in one namespace: what takes time by the square of anything shows here.
 */
exports.fullMeshYaml = (count) => serviceFiles(INSTALLATION, count / OBJECTS, SERVICES_PER_FILE, serviceYaml);

const INSTALLATION = `apiVersion: v1
kind: Namespace
metadata:
  name: shops
  labels:
    istio-injection: enabled
---
${gatewayYaml({ name: 'https', port: 443, targetPort: 8443 })}`;

function serviceYaml(name) {
  const metadata = `metadata:\n  name: ${name}\n  namespace: shops`;
  const selector = `  selector:\n    matchLabels:\n      app: ${name}`;
  return [
    `apiVersion: networking.istio.io/v1
kind: Gateway
${metadata}
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 443
        name: https
        protocol: HTTPS
      tls:
        mode: SIMPLE
        credentialName: ${name}
      hosts:
        - ${name}.example.com
`,
    `apiVersion: networking.istio.io/v1
kind: VirtualService
${metadata}
spec:
  hosts:
    - ${name}.example.com
  gateways:
    - ${name}
  http:
    - match:
        - uri:
            prefix: /cart/
          headers:
            x-tier:
              exact: gold
      rewrite:
        uri: /
      retries:
        attempts: 2
        perTryTimeout: 1s
      timeout: 10s
      route:
        - destination:
            host: ${name}
            subset: v1
          weight: 10
        - destination:
            host: ${name}
            subset: v2
          weight: 90
    - match:
        - uri:
            regex: /item/[0-9]+
      route:
        - destination:
            host: ${name}
            subset: v1
      mirror:
        host: ${name}
        subset: v2
    - match:
        - uri:
            prefix: /old/
      redirect:
        uri: /new/
    - route:
        - destination:
            host: ${name}
`,
    `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}-mesh
  namespace: shops
spec:
  hosts:
    - ${name}
  http:
    - delegate:
        name: ${name}-rest
`,
    `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}-rest
  namespace: shops
spec:
  http:
    - route:
        - destination:
            host: ${name}
`,
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
${metadata}
spec:
  host: ${name}
  trafficPolicy:
    tls:
      mode: ISTIO_MUTUAL
    outlierDetection:
      consecutive5xxErrors: 5
  subsets:
    - name: v1
      labels:
        version: v1
    - name: v2
      labels:
        version: v2
`,
    `apiVersion: v1
kind: Service
${metadata}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: 8080
`,
    ...['v1', 'v2'].map(
      (version) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}-${version}
  namespace: shops
spec:
  selector:
    matchLabels:
      app: ${name}
      version: ${version}
  template:
    metadata:
      labels:
        app: ${name}
        version: ${version}
    spec:
      serviceAccountName: ${name}
      containers:
        - name: shop
          image: example.com/shop:1
          ports:
            - containerPort: 8080
`,
    ),
    `apiVersion: v1
kind: ServiceAccount
${metadata}
`,
    `apiVersion: security.istio.io/v1
kind: PeerAuthentication
${metadata}
spec:
${selector}
  mtls:
    mode: STRICT
`,
    `apiVersion: security.istio.io/v1
kind: RequestAuthentication
${metadata}
spec:
${selector}
  jwtRules:
    - issuer: https://login.example.com
      jwksUri: https://login.example.com/keys
`,
    `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
${metadata}
spec:
${selector}
  rules:
    - from:
        - source:
            principals:
              - cluster.local/ns/shops/sa/${name}
            requestPrincipals:
              - '*'
      to:
        - operation:
            methods:
              - GET
            paths:
              - /cart/*
`,
    `apiVersion: telemetry.istio.io/v1
kind: Telemetry
${metadata}
spec:
${selector}
  accessLogging:
    - providers:
        - name: envoy
`,
    `apiVersion: networking.istio.io/v1
kind: Sidecar
${metadata}
spec:
  workloadSelector:
    labels:
      app: ${name}
  egress:
    - hosts:
        - ./*
        - istio-system/*
`,
    `apiVersion: networking.istio.io/v1
kind: ServiceEntry
${metadata}
spec:
  hosts:
    - ${name}.example.org
  location: MESH_EXTERNAL
  resolution: DNS
  ports:
    - number: 443
      name: tls
      protocol: TLS
`,
    `apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: ${name}
  namespace: istio-system
spec:
  secretName: ${name}
  dnsNames:
    - ${name}.example.com
  issuerRef:
    name: local
    kind: ClusterIssuer
`,
  ].join('---\n');
}
