import { App, Chart, Testing } from 'cdk8s';
import { Credential } from '../../src/credentials/credential';
import { Gateway } from '../../src/networking/gateway';
import { GatewayWorkload } from '../../src/networking/gateway-workload';
import { Server } from '../../src/networking/server';
import { ServerCertificate } from '../../src/networking/server-certificate';
import { ServerTls } from '../../src/networking/server-tls';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const simple = () => ServerTls.simple(ServerCertificate.credential(Credential.existing('shop-credential')));
const HOSTS = { hosts: ['shop.example.com'] };

test('a gateway with plain HTTP and TLS', () => {
  const chart = newChart();
  new Gateway(chart, 'gateway', {
    metadata: { name: 'shop', labels: { team: 'web' } },
    servers: [Server.http(HOSTS), Server.https(simple(), HOSTS)],
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'shop', namespace: 'default', labels: { team: 'web' } },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop.example.com'] },
          {
            port: { number: 443, name: 'https', protocol: 'HTTPS' },
            hosts: ['shop.example.com'],
            tls: { mode: 'SIMPLE', credentialName: 'shop-credential' },
          },
        ],
      },
    },
  ]);
});

test.each([
  ['http', Server.http(HOSTS), { number: 80, name: 'http', protocol: 'HTTP' }],
  ['http2', Server.http2({ ...HOSTS, port: 8080 }), { number: 8080, name: 'http2-8080', protocol: 'HTTP2' }],
  ['grpc', Server.grpc({ ...HOSTS, portName: 'grpc-api' }), { number: 80, name: 'grpc-api', protocol: 'GRPC' }],
  ['grpc-web', Server.grpcWeb(HOSTS), { number: 80, name: 'grpc-web', protocol: 'GRPC-WEB' }],
  ['https', Server.https(simple(), { ...HOSTS, port: 8443 }), { number: 8443, name: 'https-8443', protocol: 'HTTPS' }],
  ['tls', Server.tls(ServerTls.passthrough(), HOSTS), { number: 443, name: 'tls', protocol: 'TLS' }],
  ['tcp', Server.tcp({ ...HOSTS, port: 9000 }), { number: 9000, name: 'tcp-9000', protocol: 'TCP' }],
  ['mongo', Server.mongo(HOSTS), { number: 27017, name: 'mongo', protocol: 'MONGO' }],
  ['socket', Server.http({ ...HOSTS, bind: 'unix:///run/a' }), { number: 0, name: 'http-0', protocol: 'HTTP' }],
])('the port of a %s server', (_, server, port) => {
  expect(server._render([]).port).toEqual(port);
});

test('a redirecting server has nothing else in tls', () => {
  expect(Server.httpsRedirect(HOSTS)._render([]).tls).toEqual({ httpsRedirect: true });
});

test.each([
  ['simple', simple(), { mode: 'SIMPLE', credentialName: 'a' }],
  ['passthrough', ServerTls.passthrough(), { mode: 'PASSTHROUGH' }],
  ['autoPassthrough', ServerTls.autoPassthrough(), { mode: 'AUTO_PASSTHROUGH' }],
  ['istioMutual', ServerTls.istioMutual(), { mode: 'ISTIO_MUTUAL' }],
])('TLS mode %s', (_, tls, rendered) => {
  expect(tls._render(['a'])).toEqual(rendered);
});

test('overrides reach the spec, a server and its tls; false, 0, empty lists and maps are kept', () => {
  const chart = newChart();
  const options = { ...HOSTS, overrides: { port: { targetPort: 0 }, list: [] } };
  const tls = ServerTls.passthrough({ overrides: { insecureSkipVerify: false, map: {} } });
  new Gateway(chart, 'gateway', {
    servers: [Server.tls(tls, options)],
    overrides: { novel: { deep: [] }, selector: {} },
  });
  expect(Testing.synth(chart)[0].spec).toEqual({
    selector: { istio: 'ingressgateway' },
    servers: [
      {
        port: { number: 443, name: 'tls', protocol: 'TLS', targetPort: 0 },
        hosts: ['shop.example.com'],
        tls: { mode: 'PASSTHROUGH', insecureSkipVerify: false, map: {} },
        list: [],
      },
    ],
    novel: { deep: [] },
  });
});

test('a workload without labels selects all gateways, and says so', () => {
  const chart = newChart();
  new Gateway(chart, 'gateway', { workload: GatewayWorkload.of({ selector: {} }), servers: [Server.http(HOSTS)] });
  expect(Testing.synth(chart)[0].spec.selector).toEqual({});
});

test('lists and maps that were passed in can change afterwards', () => {
  const chart = newChart();
  const hosts = ['shop.example.com'];
  const selector: { [label: string]: string } = { istio: 'edge' };
  const ports = [80];
  const servers = [Server.http({ hosts })];
  const overrides = { map: { a: 1 } };
  new Gateway(chart, 'gateway', { workload: GatewayWorkload.of({ selector, ports }), servers, overrides });
  const before = Testing.synth(chart);
  hosts.push('other.example.com');
  selector.app = 'other';
  ports.push(81);
  servers.push(Server.http({ hosts, port: 81 }));
  overrides.map.a = 2;
  expect(Testing.synth(chart)).toEqual(before);
});

test('a gateway without servers fails at synth', () => {
  const chart = newChart();
  new Gateway(chart, 'gateway');
  expect(() => Testing.synth(chart)).toThrow(
    '[shop/gateway] a Gateway needs at least one server\n  received: []\n  fix: call addServer()',
  );
});

test('an existing gateway is referred to in the chart’s namespace unless said otherwise', () => {
  const chart = newChart();
  expect(Gateway.fromGatewayName(chart, 'a', 'shared')).toMatchObject({ name: 'shared', namespace: 'default' });
  const elsewhere = Gateway.fromGatewayName(chart, 'b', 'shared', { namespace: 'edge' });
  expect(elsewhere).toMatchObject({ name: 'shared', namespace: 'edge' });
  expect(Testing.synth(chart)).toEqual([]);
  expect(() => Gateway.fromGatewayName(chart, 'c', 'a/b')).toThrow(
    '[shop/c] the name of a Gateway must be an RFC 1123',
  );
});

describe('a server is refused', () => {
  const build = (...servers: Server[]) => new Gateway(newChart(), 'gateway', { servers });
  const refused: Array<[string, () => unknown, string]> = [
    ['without hosts', () => Server.http({ hosts: [] }), 'a server needs at least one host\n  received: []'],
    [
      'with a malformed host',
      () => Server.http({ hosts: ['a b'] }),
      'a host of a server must be a DNS name\n  received: "a b"',
    ],
    [
      'with a malformed namespace',
      () => Server.http({ hosts: ['A/b.c'] }),
      'the namespace before a host of a server must be',
    ],
    [
      'with a host twice',
      () => Server.http({ hosts: ['a.b', 'a.b'] }),
      'a server may list a host once\n  received: "a.b"',
    ],
    [
      'with a port that is none',
      () => Server.http({ ...HOSTS, port: 0 }),
      'the port of a server must be a port number\n  received: 0',
    ],
    ['without a TCP port', () => Server.tcp(HOSTS), 'a TCP server needs a port'],
    [
      'with a port on a socket',
      () => Server.http({ ...HOSTS, port: 80, bind: 'unix:///a' }),
      'a server on a Unix socket has no port',
    ],
    ['with an empty port name', () => Server.http({ ...HOSTS, portName: '' }), 'the port of a server needs a name'],
    [
      'with the name of another protocol',
      () => Server.http({ ...HOSTS, portName: 'https' }),
      'a port that speaks HTTP must not be named for HTTPS\n  received: "https"\n  fix: name it \'http\'',
    ],
    ['with a target port', () => Server.http({ ...HOSTS, targetPort: 8080 }), 'targetPort means nothing on a Gateway'],
    [
      'on a port that the workload does not open',
      () => build(Server.http({ ...HOSTS, port: 8080 })),
      '[shop/gateway] the Service of the gateway does not open the port of this server\n  received: 8080\n  fix: use one of 80, 443',
    ],
    [
      'with a port name that is taken',
      () => build(Server.http(HOSTS), Server.http({ hosts: ['other.example.com'] })),
      '[shop/gateway] the port names of the servers of a Gateway must differ\n  received: "http"',
    ],
    [
      'beside another protocol',
      () => build(Server.http(HOSTS), Server.https(simple(), { ...HOSTS, port: 80 })),
      "[shop/gateway] port 80 can't be plain HTTP and something else at once",
    ],
    [
      'with a host that is served already',
      () => build(Server.https(simple(), HOSTS), Server.https(simple(), { ...HOSTS, portName: 'https-2' })),
      '[shop/gateway] another server of port 443 has this host already',
    ],
  ];
  test.each(refused)('%s', (_, action, message) => {
    expect(action).toThrow(message);
    expect(action).toThrow('\n  fix: ');
  });

  test('and the gateway stays as it was', () => {
    const chart = newChart();
    const gateway = new Gateway(chart, 'gateway', { servers: [Server.http(HOSTS)] });
    const before = Testing.synth(chart);
    expect(() => gateway.addServer(Server.http({ ...HOSTS, port: 8080 }))).toThrow();
    expect(Testing.synth(chart)).toEqual(before);
  });
});

test.each(['Shop', 'a.b', 'x'.repeat(64)])('a Gateway can not be named %s', (name) => {
  expect(() => new Gateway(newChart(), 'gateway', { metadata: { name } })).toThrow(
    '[shop/gateway] the name of a Gateway must be an RFC 1123 label',
  );
});
