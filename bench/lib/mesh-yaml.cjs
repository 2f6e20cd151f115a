/** The objects of one service with an ingress, of which one certificate serves many. */
const OBJECTS = 5;
const SERVICES_PER_FILE = 200;

/** The YAML of a mesh without faults of so many objects, a multiple of five, in files of a thousand. */
exports.meshYaml = (count) => {
  const files = [];
  for (let from = 0; from < count / OBJECTS; from += SERVICES_PER_FILE) {
    const to = Math.min(count / OBJECTS, from + SERVICES_PER_FILE);
    files.push(Array.from({ length: to - from }, (_, i) => serviceYaml(`shop-${from + i}`)).join('---\n'));
  }
  return files;
};

function serviceYaml(name) {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: shops
spec:
  selector:
    istio: ${name}
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
        istio: ${name}
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
