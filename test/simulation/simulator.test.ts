import { Mesh } from '../../src/mesh/mesh';
import { Client } from '../../src/simulation/client';
import { Request } from '../../src/simulation/request';
import { Simulation } from '../../src/simulation/simulation';

function simulator(...manifests: string[]): Simulation {
  return new Simulation(Mesh.fromYaml([{ file: 'mesh.yaml', text: manifests.join('---\n') }]), new Date(0));
}

const GATEWAY = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web, namespace: edge}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["shop/*.example.com"]}]
`;
const ROUTES = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [www.example.com]
  gateways: [edge/web]
  http:
  - name: cart
    match: [{uri: {prefix: /cart}, headers: {x-user: {}}}, {name: port, port: 8080}]
    timeout: 3s
    retries: {attempts: 2}
    mirror: {host: web}
    mirrorPercentage: {value: 10}
    route: [{destination: {host: web}}]
  - name: rest
    directResponse: {status: 204}
  - name: never
    redirect: {uri: /}
`;
const WEB = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, replicas: 3, template: {metadata: {labels: {app: web}}, spec: {containers: []}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web-canary, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: []}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web-off, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, replicas: 0, template: {metadata: {labels: {app: web}}, spec: {containers: []}}}
`;

it('tells every route that was tried, and why it did not match', () => {
  const trace = simulator(GATEWAY, ROUTES, WEB).send(Request.get('http://www.example.com/cart'));
  expect(trace.gateways.map(({ title }) => title)).toEqual(['Gateway edge/web']);
  expect(trace.virtualHost?.name).toBe('www.example.com:80');
  expect(trace.failedRoutes.map(({ route, mismatch }) => [route.route.name, route.matchIndex, mismatch])).toEqual([
    ['cart', 0, { condition: 'headers[x-user]', expected: 'present', got: 'absent' }],
  ]);
  expect(trace.unreachableRoutes.map(({ entry, mismatch }) => [entry.route.name, mismatch])).toEqual([
    ['cart', { condition: 'port', expected: '8080', got: '80' }],
    ['never', undefined],
  ]);
  expect(trace.route?.source).toMatchObject({ index: 1, object: { name: 'shop', origin: { file: 'mesh.yaml' } } });
  expect(trace.outcomes).toMatchObject([{ share: 1, status: 204, log: { routeName: 'rest', responseFlags: '-' } }]);
});

it('tells what the route does, and how requests spread over pods by their number', () => {
  const trace = simulator(GATEWAY, ROUTES, WEB).send(
    Request.get('http://www.example.com/cart', { headers: { 'X-User': 'me' } }),
  );
  expect(trace).toMatchObject({ timeout: '3s', retries: { attempts: 2 }, failedRoutes: [] });
  expect(trace.mirrors.map(({ share }) => [share.clusterName, share.share])).toEqual([
    ['outbound|80||web.shop.svc.cluster.local', 0.1],
  ]);
  expect(trace.outcomes.map(({ workload, share }) => [workload, share])).toEqual([
    ['shop/web', 0.75],
    ['shop/web-canary', 0.25],
  ]);
});

it('keeps other namespaces from hosts that belong to one', () => {
  const stolen = ROUTES.replace('namespace: shop}\nspec:\n  hosts', 'namespace: thief}\nspec:\n  hosts');
  const [outcome] = simulator(GATEWAY, stolen, WEB).send(Request.get('http://www.example.com/')).outcomes;
  expect(outcome).toMatchObject({
    status: 404,
    log: { responseFlags: 'NR' },
    reason: 'no virtual host for www.example.com',
  });
});

const FRONT = `
apiVersion: v1
kind: Service
metadata: {name: ingress, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, ports: [{port: 80, targetPort: 8080}]}
`;

it('reaches the pods of a gateway by the ports of the Service in front of them', () => {
  const behind = simulator(GATEWAY, ROUTES, WEB, FRONT);
  expect(behind.send(Request.get('http://www.example.com/')).listener?.port).toBe(8080);
  expect(behind.send(Request.get('http://www.example.com:8080/')).outcomes).toMatchObject([
    { connection: 'refused', reason: 'no Service in front of the gateway has port 8080' },
  ]);
});

it('leaves the ports of Gateways as they are where the Service in front says so', () => {
  const front = FRONT.replace('}', ', labels: {experimental.istio.io/disable-gateway-port-translation: "true"}}');
  expect(simulator(GATEWAY, ROUTES, WEB, front).send(Request.get('http://www.example.com/')).outcomes).toMatchObject([
    { connection: 'refused', reason: 'the gateway does not listen on port 8080' },
  ]);
});

const CONFIG = `
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data: {mesh: "outboundTrafficPolicy: {mode: REGISTRY_ONLY}"}
`;

it('lets pods out to unknown hosts, unless the mesh says otherwise', () => {
  const request = Request.get('http://example.org/', { from: Client.pod('shop') });
  expect(simulator(WEB).send(request).outcomes).toMatchObject([
    { isPassedThrough: true, cluster: 'PassthroughCluster' },
  ]);
  expect(simulator(WEB, CONFIG).send(request).outcomes).toMatchObject([{ isPassedThrough: false, status: 502 }]);
});

it.each(['example.com', 'ftp://example.com', ''])('takes no %p for a request', (url) => {
  expect(() => Request.get(url)).toThrow(/a request needs a URL with one of the schemes http, https, grpc, tcp, tls/);
});

it('takes a URL without a host, as a client can send it', () => {
  expect(Request.get('http://').host).toBe('');
});

it('finds each of thousands of routes', () => {
  const COUNT = 2000;
  const many = Array.from(
    { length: COUNT },
    (_, index) =>
      `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: v${index}, namespace: shop}\n` +
      `spec: {hosts: [h${index}.example.com], gateways: [edge/web], http: [{route: [{destination: {host: web}}]}]}\n`,
  );
  const fleet = simulator(GATEWAY, WEB, ...many);
  for (let index = 0; index < COUNT; index++) {
    const { route } = fleet.send(Request.get(`http://h${index}.example.com/`));
    expect(route?.source.object.name).toBe(`v${index}`);
  }
});

it('names the server that has the host, where several share a port in plain text', () => {
  const gateway = (name: string) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: edge}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [${name}.example.com], tls: {httpsRedirect: ${name === 'c'}}}]
`;
  const routes = (name: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: edge}
spec: {hosts: [${name}.example.com], gateways: [${name}], http: [{directResponse: {status: 200}}]}
`;
  const mesh = simulator(...['a', 'b', 'c'].map(gateway), ...['a', 'b'].map(routes));
  const server = (url: string) => mesh.send(Request.get(url)).server?.gateway.name;
  expect(['a', 'b', 'c'].map((name) => server(`http://${name}.example.com/`))).toEqual(['a', 'b', 'c']);
});
