import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { withWhatIsElsewhere } from '../../src/cli/taken-for-granted';
import { MeshDiff } from '../../src/diff/mesh-diff';
import { MeshGraph } from '../../src/diagram/mesh-graph';
import { NodeKind } from '../../src/diagram/node-kind';
import { Mesh } from '../../src/mesh/mesh';
import { Backend } from '../../src/networking/backend';
import { Gateway } from '../../src/networking/gateway';
import { MeshService } from '../../src/patterns/mesh-service';
import { Client } from '../../src/simulation/client';
import { Request } from '../../src/simulation/request';
import { TrafficSuite } from '../../src/traffic/traffic-suite';
import { TrafficTest } from '../../src/traffic/traffic-test';

const GUESS =
  'Gateway platform/public is not among the manifests: that it serves the hosts of its VirtualServices on ports 80 and 443 is a guess';

/** A team's routes at a Gateway that belongs to somebody else. */
function team(): App {
  const app = Testing.app();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new MeshService(chart, 'cart', {
    name: 'cart',
    backend: Backend.named('cart', { port: 80 }),
    gateways: [Gateway.fromGatewayName(chart, 'public', 'public', { namespace: 'platform' })],
    hosts: ['cart.example.com'],
  });
  return app;
}

const routes = (http: string, l4 = ''): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart.example.com${l4 === '' ? '' : ', db.example.com'}]
  gateways: [platform/public]
  http: [{ match: [{ uri: { prefix: ${http} } }], route: [{ destination: { host: cart } }] }, { route: [{ destination: { host: web } }] }]
${l4}`;

function elsewhere(...texts: string[]) {
  return withWhatIsElsewhere(texts.map((text) => Mesh.fromYaml([{ file: 'shop.yaml', text }])));
}

describe('a Gateway that an app only names', () => {
  it.each([['http://cart.example.com/'], ['https://cart.example.com/']])('serves %s', (url) => {
    const result = TrafficTest.of(team()).send(Request.get(url));
    expect(() => result.expectHost('cart.shop.svc.cluster.local')).not.toThrow();
    expect(result.trace.notes).toEqual([GUESS]);
    expect(result.trace.server).toMatchObject({ name: 'public', namespace: 'platform' });
  });

  it('serves the hosts of its VirtualServices alone, on ports 80 and 443, and says that this is a guess', () => {
    const traffic = TrafficTest.of(team());
    const outcome = (url: string) => traffic.send(Request.get(url)).trace;
    expect(outcome('https://other.example.com/').outcomes[0].reason).toBe('no server for SNI other.example.com');
    expect(outcome('http://cart.shop.svc.cluster.local/').outcomes[0].status).toBe(404);
    const { outcomes, notes } = outcome('https://cart.example.com:8443/');
    expect(outcomes[0].reason).toBe('the gateway does not listen on port 8443');
    expect(notes).toEqual([GUESS]);
  });

  it('serves them by the pods of whatever gateway is asked', () => {
    const from = Client.outside({ istio: 'edge' }, 'edge');
    const result = TrafficTest.of(team()).send(Request.get('https://cart.example.com/', { from }));
    expect(() => result.expectHost('cart.shop.svc.cluster.local')).not.toThrow();
  });

  it('is drawn as what leads to the routes', () => {
    const { nodes } = MeshGraph.of(Mesh.fromApp(team()));
    expect(nodes.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(
      nodes.filter(({ kind }) => kind === NodeKind.SERVER).map(({ title, isAssumed }) => [title, isAssumed]),
    ).toEqual([
      ['80 HTTP', true],
      ['443 HTTPS, SIMPLE', true],
    ]);
  });

  it('leaves a Gateway that is there as it is', () => {
    const app = team();
    new ApiObject(new Chart(app, 'platform', { namespace: 'platform' }), 'gateway', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'public' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['cart.example.com'] }],
      },
    });
    const traffic = TrafficTest.of(app);
    expect(traffic.send(Request.get('https://cart.example.com/')).trace.outcomes[0].reason).toBe(
      'the gateway does not listen on port 443',
    );
    expect(traffic.send(Request.get('http://cart.example.com/')).trace.notes).toEqual([]);
  });
});

it('opens ports for TLS that is passed on and for TCP', () => {
  const l4 = `  tls: [{ match: [{ sniHosts: [db.example.com] }], route: [{ destination: { host: db } }] }]
  tcp: [{ match: [{ port: 5432 }], route: [{ destination: { host: pg } }] }]
`;
  const [{ mesh }] = elsewhere(routes('/', l4));
  const traffic = TrafficTest.ofMesh(mesh);
  expect(() => {
    traffic.send(Request.of('tls://db.example.com:443')).expectHost('db.shop.svc.cluster.local');
    traffic.send(Request.of('tcp://any.example.com:5432')).expectHost('pg.shop.svc.cluster.local');
    traffic.send(Request.get('https://cart.example.com/')).expectHost('cart.shop.svc.cluster.local');
  }).not.toThrow();
});

it('lets changes of the routes behind it be found', () => {
  const [before, after] = elsewhere(routes('/v1'), routes('/v2'));
  expect(before.assumed).toContain('Gateway platform/public');
  const { changes } = MeshDiff.between(before.mesh, after.mesh);
  expect(changes.map(({ request }) => request)).toEqual([
    'GET http://cart.example.com/v1',
    'GET http://cart.example.com/v2',
  ]);
  expect(MeshDiff.between(Mesh.fromApp(team()), Mesh.fromApp(team())).changes).toEqual([]);
});

it.each([['http'], ['https']])('has a server for what a suite sends by %s, on whatever port', (scheme) => {
  const text = `
testCases:
  - description: carts
    request: { url: "${scheme}://cart.example.com:8080/v1" }
    expect: { host: cart.shop.svc.cluster.local }
`;
  const [{ mesh }] = elsewhere(routes('/v1'));
  const report = TrafficSuite.fromYaml({ file: 'shop.test.yaml', text }).run(mesh);
  expect(report.failed.flatMap(({ failures }) => failures)).toEqual([]);
  expect(report.passed[0].assumptions).toEqual([
    'Gateway platform/public is not among the manifests and is taken to be there',
  ]);
});

describe('a Secret that a Gateway in YAML names', () => {
  function credentialOf(...secrets: { readonly name: string; readonly namespace: string }[]) {
    const app = Testing.app();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new ApiObject(chart, 'gateway', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'web' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          {
            port: { number: 443, name: 'https', protocol: 'HTTPS' },
            hosts: ['cart.example.com'],
            tls: { mode: 'SIMPLE', credentialName: 'wild' },
          },
        ],
      },
    });
    for (const metadata of secrets) {
      new ApiObject(chart, `${metadata.namespace}-${metadata.name}`, { apiVersion: 'v1', kind: 'Secret', metadata });
    }
    return TrafficTest.of(app).send(Request.get('https://cart.example.com/')).trace;
  }

  it('may be in the cluster of which an app is a part', () => {
    const { credential, notes } = credentialOf();
    expect(credential).toBe('istio-system/wild');
    expect(notes).toEqual([
      'Secret istio-system/wild is not among the manifests: that it holds a certificate is a guess',
    ]);
  });

  it.each([
    ['is missing where others are', { name: 'other', namespace: 'istio-system' }, ''],
    [
      'is missing where it lies in another namespace',
      { name: 'wild', namespace: 'shop' },
      '; Secret shop/wild lies where the gateway does not look',
    ],
  ])('%s', (_, secret, elsewhere) => {
    const reason = `there is no Secret istio-system/wild for the server${elsewhere}`;
    expect(credentialOf(secret).outcomes[0].reason).toBe(reason);
  });
});

describe('a Gateway on the ports of the pods, as Istio has its own installed', () => {
  const bookinfo = (service = ''): string => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: bookinfo, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 8080, name: http, protocol: HTTP }, hosts: ['*'] }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: bookinfo, namespace: shop }
spec:
  hosts: ['*']
  gateways: [bookinfo]
  http: [{ directResponse: { status: 204 } }]
${service}`;
  const send = (url: string, service?: string) =>
    TrafficTest.ofMesh(Mesh.fromYaml([{ file: 'bookinfo.yaml', text: bookinfo(service) }])).send(Request.get(url))
      .trace;

  it('is reached by port 80, which is told to be a guess', () => {
    const { outcomes, notes, listenerPort } = send('http://bookinfo.com/');
    expect([outcomes[0].status, listenerPort]).toEqual([204, 8080]);
    expect(notes).toEqual([expect.stringContaining('that port 80 leads to 8080')]);
    expect(send('http://bookinfo.com:8080/')).toMatchObject({ listenerPort: 8080, notes: [] });
    expect(send('https://bookinfo.com/').outcomes[0].reason).toBe('the gateway does not listen on port 443');
  });

  it('is not, where a Service says otherwise', () => {
    const service = `---
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: istio-system }
spec: { selector: { istio: ingressgateway }, ports: [{ name: http, port: 8080 }] }
`;
    expect(send('http://bookinfo.com/', service).outcomes[0].reason).toBe(
      'no Service in front of the gateway has port 80',
    );
  });
});
