import * as fc from 'fast-check';
import { DiagramFinding } from '../../src/diagram/diagram-finding';
import { MeshGraph } from '../../src/diagram/mesh-graph';
import { NodeKind } from '../../src/diagram/node-kind';
import { Mesh } from '../../src/mesh/mesh';
import { meshOfCase, RECORDED_CASES } from '../support/recorded-case';
import { fleetOf, meshOf, SHOP } from './support/shop';

const shop = MeshGraph.of(meshOf(SHOP));
const GATEWAY = 'gateway:istio-system/istio=ingressgateway';
const WEB = 'service:shop/web.shop.svc.cluster.local';
const ROUTES = 'virtual-service:shop/shop';

const edgesOf = (graph: MeshGraph, from: string) =>
  graph.edges.filter((edge) => edge.from === from).map(({ kind, to, label }) => [kind, to, label].join(' ').trim());
const ids = ({ nodes }: MeshGraph) => nodes.map(({ id }) => id);

it('leads from outside over the servers of a gateway to the VirtualServices', () => {
  expect(edgesOf(shop, 'client:outside')).toEqual([
    `traffic ${GATEWAY}/server:shop/web[0]`,
    `traffic ${GATEWAY}/server:shop/web[1]`,
  ]);
  expect(edgesOf(shop, `${GATEWAY}/server:shop/web[1]`)).toEqual([`traffic ${ROUTES}`]);
  expect(edgesOf(shop, 'client:mesh')).toContain(`traffic ${ROUTES}`);
  expect(shop.node(`${GATEWAY}/server:shop/web[1]`)).toMatchObject({
    title: '443 HTTPS, SIMPLE',
    parent: GATEWAY,
    hosts: ['shop.example.com'],
  });
});

it('shows what is answered, shared out, mirrored, broken and delegated', () => {
  const route = (index: number) => edgesOf(shop, `${ROUTES}/http[${index}]`);
  expect(shop.node(`${ROUTES}/http[0]/redirect`)?.title).toBe('302 redirect to /new');
  expect(shop.node(`${ROUTES}/http[1]/answer`)?.title).toBe('410 answered by the proxy');
  expect(route(2)).toEqual(['delegate virtual-service:cart/cart delegates']);
  expect(shop.node(`${ROUTES}/http[3]`)?.problem).toBe('there is no VirtualService shop/home without hosts');
  expect(route(4)).toEqual([
    `fault ${ROUTES}/http[4]/fault 10%`,
    `mirror ${WEB}/subset:v2 5%`,
    `traffic ${WEB}/subset:v1 90%`,
    `traffic ${WEB}/subset:v2 10%`,
  ]);
  expect(shop.node(`${ROUTES}/http[4]`)?.details).toEqual(['fault: 50% delayed by 2 s', 'timeout 3s']);
});

it('says of routes what they ask for', () => {
  expect(shop.node(`${ROUTES}/http[0]`)).toMatchObject({ title: '/old*', details: ['or GET /older', 'called old'] });
  expect(shop.node(`${ROUTES}/http[1]`)?.title).toBe('~ /v[0-9]+ header user = ann');
});

it('leads from subsets to their workloads', () => {
  expect(edgesOf(shop, `${WEB}/subset:v1`)).toEqual(['traffic workload:apps/Deployment/shop/web-1']);
  expect(edgesOf(shop, 'service:cart/pay.example.net')).toEqual([]);
  expect(shop.node('service:cart/pay.example.net')?.kind).toBe(NodeKind.EXTERNAL_SERVICE);
});

it.each([
  ['a server that its gateway does not open', `${GATEWAY}/server:shop/web[2]`, /^not opened: another server/],
  ['a route behind one that takes all', `${ROUTES}/http[5]`, /^no request reaches it/],
  [
    'a delegate that asks for something else than its root',
    'virtual-service:cart/cart/http[1]',
    /^no request reaches it/,
  ],
  ['a service without workloads', 'service:shop/empty.shop.svc.cluster.local', /^no workload is behind it/],
])('says what is wrong with %s', (_what, id, problem) => {
  expect(shop.node(id)?.problem).toMatch(problem);
});

it('draws a host that nothing is as missing', () => {
  const missing = shop.nodes.filter(({ kind }) => kind === NodeKind.MISSING);
  expect(missing.map(({ title, problem }) => [title, problem])).toEqual([
    ['nowhere.cart.svc.cluster.local', 'no such service is known there'],
  ]);
});

it('leads through an egress gateway, which nobody outside enters', () => {
  const graph = MeshGraph.of(
    meshOf(`
apiVersion: v1
kind: Pod
metadata: {name: egress, namespace: istio-system, labels: {istio: egressgateway}}
spec: {containers: [{name: istio-proxy, image: proxy}]}
---
apiVersion: v1
kind: Service
metadata: {name: egress, namespace: istio-system}
spec: {selector: {istio: egressgateway}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: out, namespace: shop}
spec: {selector: {istio: egressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [pay.example.net]}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: pay, namespace: shop}
spec: {hosts: [pay.example.net], resolution: DNS, ports: [{number: 80, name: http, protocol: HTTP}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: pay, namespace: shop}
spec:
  hosts: [pay.example.net]
  gateways: [out, mesh]
  http:
    - {match: [{gateways: [mesh]}], route: [{destination: {host: egress.istio-system.svc.cluster.local}}]}
    - {match: [{gateways: [out]}], route: [{destination: {host: pay.example.net}}]}
`),
  );
  const server = 'gateway:istio-system/istio=egressgateway/server:shop/out[0]';
  expect(edgesOf(graph, 'service:istio-system/egress.istio-system.svc.cluster.local')).toContain(`traffic ${server}`);
  expect(edgesOf(graph, server)).toEqual(['traffic virtual-service:shop/pay']);
  expect(graph.node('client:outside')).toBeUndefined();
});

const finding = (kind: string, name: string, field?: string): DiagramFinding => ({
  code: 'IST0101',
  severity: 'error',
  message: 'it is wrong',
  fix: 'do it right',
  place: { group: 'networking.istio.io', kind, namespace: 'shop', name, ...(field === undefined ? {} : { field }) },
});

it.each([
  ['a server', finding('Gateway', 'web', 'spec.servers[1].tls.mode'), `${GATEWAY}/server:shop/web[1]`],
  ['a Gateway', finding('Gateway', 'web'), `${GATEWAY}/server:shop/web[0]`],
  ['a route', finding('VirtualService', 'shop', 'spec.http[4].route[1].destination'), `${ROUTES}/http[4]`],
  ['a VirtualService', finding('VirtualService', 'shop', 'spec.hosts[0]'), ROUTES],
  ['a subset', finding('DestinationRule', 'web', 'spec.subsets[1].labels'), `${WEB}/subset:v2`],
  ['a DestinationRule', finding('DestinationRule', 'web', 'spec.trafficPolicy'), WEB],
  ['what is not drawn', finding('Sidecar', 'default'), 'object:networking.istio.io/Sidecar/shop/default'],
])('draws a finding on %s', (_what, found, id) => {
  const graph = MeshGraph.of(meshOf(SHOP), { findings: [found] });
  expect(graph.nodes.filter(({ findings }) => findings.length > 0).map((node) => node.id)).toEqual([id]);
  expect(graph.node(id)?.findings).toEqual([found]);
});

it('shows one host with the ways to and from it', () => {
  const graph = MeshGraph.of(meshOf(fleetOf(2, 3)), { hosts: ['h1.team-0.example.com'] });
  expect(ids(graph)).toEqual([
    'client:outside',
    'gateway:istio-system/app=istio-ingressgateway,istio=ingressgateway',
    'gateway:istio-system/app=istio-ingressgateway,istio=ingressgateway/server:team-0/g1[0]',
    'virtual-service:team-0/v1',
    'virtual-service:team-0/v1/http[0]',
    'service:team-0/s1.team-0.svc.cluster.local',
    'workload:apps/Deployment/team-0/d1',
  ]);
  expect(MeshGraph.of(meshOf(fleetOf(2, 3)), { hosts: ['nobody.example.com'] }).nodes).toEqual([]);
});

it('shows one namespace with the ways to and from it', () => {
  const graph = MeshGraph.of(meshOf(fleetOf(2, 3)), { namespaces: ['team-1'] });
  expect(graph.nodes.filter(({ namespace }) => namespace === 'team-0')).toEqual([]);
  expect(graph.nodes.filter(({ kind }) => kind === NodeKind.WORKLOAD)).toHaveLength(3);
});

it('draws the namespaces of a large mesh as a box each, but for those that are expanded', () => {
  const mesh = meshOf(fleetOf(10, 20));
  const graph = MeshGraph.of(mesh);
  const boxes = graph.nodes.filter(({ kind }) => kind === NodeKind.NAMESPACE);
  expect(boxes).toHaveLength(10);
  expect(boxes[0]).toMatchObject({ title: 'team-0', details: ['20 VirtualServices', '20 services', '20 workloads'] });
  expect(graph.edges.map(({ from, to }) => [from, to])).toContainEqual([graph.nodes[1].id, 'namespace:team-0']);
  const expanded = MeshGraph.of(mesh, { expandedNamespaces: ['team-3'] });
  expect(expanded.nodes.filter(({ kind }) => kind === NodeKind.WORKLOAD)).toHaveLength(20);
});

it('draws no more boxes than it may', () => {
  const found = {
    ...finding('VirtualService', 'v0'),
    place: { ...finding('VirtualService', 'v0').place, namespace: 'team-77' },
  };
  const graph = MeshGraph.of(meshOf(fleetOf(80, 1)), { boxLimit: 20, findings: [found] });
  const boxes = graph.nodes.filter(({ kind }) => kind === NodeKind.NAMESPACE);
  expect(boxes).toHaveLength(20);
  expect(boxes.map(({ title }) => title)).toEqual(expect.arrayContaining(['team-77', '61 more namespaces']));
});

it('keeps every edge between nodes that it has', () => {
  for (const each of RECORDED_CASES) {
    const graph = MeshGraph.of(meshOfCase(each), { namespaces: ['default'] });
    const known = new Set(ids(graph));
    expect(known.size).toBe(graph.nodes.length);
    expect(graph.edges.filter(({ from, to }) => !known.has(from) || !known.has(to))).toEqual([]);
    expect(graph.nodes.filter(({ parent }) => parent !== undefined && !known.has(parent))).toEqual([]);
  }
});

it.each([{ name: 'shop', manifests: SHOP }, ...RECORDED_CASES])(
  'is the same in whatever order objects of $name are read',
  ({ manifests }) => {
    const documents = manifests.split(/^---$/m);
    const graphOf = (texts: string[]) => {
      const { nodes, edges } = MeshGraph.of(Mesh.fromYaml([{ file: 'mesh.yaml', text: texts.join('\n---\n') }]));
      return { nodes, edges };
    };
    const expected = graphOf(documents);
    fc.assert(
      fc.property(fc.shuffledSubarray(documents, { minLength: documents.length }), (shuffled) => {
        expect(graphOf(shuffled)).toEqual(expected);
      }),
      { numRuns: 4 },
    );
  },
);

it('shows no key that was put in the place of a name or host', () => {
  const key = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';
  const text = SHOP.replaceAll('shop-cert', key).replace('/new', `/${key}`).replaceAll('pay.example.net', `${key}.net`);
  const { nodes, edges } = MeshGraph.of(meshOf(text));
  expect(JSON.stringify({ nodes: nodes.map((node) => ({ ...node, places: [] })), edges })).not.toContain(
    '9w0BAQEFAASCBKcwgg',
  );
  expect(nodes.length).toBe(shop.nodes.length);
});
