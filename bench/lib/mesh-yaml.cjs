const { gatewayYaml, GATEWAY_OBJECTS, serviceFiles } = require('./service-files.cjs');

/** The objects of one service with an ingress, of which one certificate serves many. */
const OBJECTS = 5;
const SERVICES_PER_FILE = 200;

/** Objects of the gateway's installation. */
exports.INSTALLED = GATEWAY_OBJECTS;

/** The YAML of a mesh without faults of so many objects, a multiple of five, in files of a thousand, and that of the gateway. */
exports.meshYaml = (count) => serviceFiles(GATEWAY, count / OBJECTS, SERVICES_PER_FILE, serviceYaml);

const GATEWAY = gatewayYaml({ name: 'http2', port: 80, targetPort: 8080 });

function serviceYaml(name) {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: shops
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - ${name}.example.com
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: shops
spec:
  hosts:
    - ${name}.example.com
  gateways:
    - ${name}
  http:
    - match:
        - uri:
            exact: /status
        - uri:
            prefix: /status/
      timeout: 10s
      route:
        - destination:
            host: ${name}
            subset: v1
            port:
              number: 80
          weight: 10
        - destination:
            host: ${name}
            subset: v2
            port:
              number: 80
          weight: 90
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ${name}
  namespace: shops
spec:
  host: ${name}
  trafficPolicy:
    connectionPool:
      tcp:
        maxConnections: 100
        connectTimeout: 1s
  subsets:
    - name: v1
      labels:
        version: v1
    - name: v2
      labels:
        tier: front
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shops
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shops
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
        version: v1
        tier: front
    spec:
      containers:
        - name: shop
          image: example.com/shop:1
          ports:
            - containerPort: 8080
`;
}
