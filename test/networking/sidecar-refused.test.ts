import { App, Chart, Testing } from 'cdk8s';
import { Credential } from '../../src/credentials/credential';
import { Protocol } from '../../src/kernel/protocol';
import { CaptureMode } from '../../src/networking/capture-mode';
import { EgressHost } from '../../src/networking/egress-host';
import { EgressListener } from '../../src/networking/egress-listener';
import { IngressListener } from '../../src/networking/ingress-listener';
import { ServerCertificate } from '../../src/networking/server-certificate';
import { ServerTls } from '../../src/networking/server-tls';
import { Sidecar, SidecarProps } from '../../src/networking/sidecar';

const sidecarOf = (props: SidecarProps) => new Sidecar(new Chart(new App(), 'shop'), 'sidecar', props);

const HOSTS = [EgressHost.all()];
const HTTPS = { number: 443, protocol: Protocol.HTTPS };
const PAIR = { serverCertificate: '/a.crt', privateKey: '/a.key', caCertificates: '/ca.crt' };
const FILES = ServerCertificate.files(PAIR);
const CREDENTIAL = Credential.existing('a');

function expectRefused(props: SidecarProps, message: string): void {
  const build = () => sidecarOf(props);
  expect(build).toThrow(`[shop/sidecar] ${message}`);
  expect(build).toThrow('\n  fix: ');
}

test.each<[string, SidecarProps, string]>([
  ['a malformed name', { metadata: { name: 'A' } }, 'the name of a Sidecar must be a Kubernetes object name'],
  ['a malformed selector', { workloadSelector: { app: 'a*' } }, 'workloadSelector.labels["app"] must be a label value'],
  ['an empty pool', { inboundConnectionPool: {} }, 'inboundConnectionPool must have tcp or http'],
  [
    'a port twice',
    { ingress: [{ port: { number: 80 } }, { port: { number: 80 }, bind: '127.0.0.1' }] },
    'ingress[1].port must not be that of another listener\n  received: 80',
  ],
  [
    'an outgoing port twice',
    {
      egress: [
        { hosts: HOSTS, port: { number: 80 } },
        { hosts: HOSTS, port: { number: 80 }, bind: '127.0.0.1' },
      ],
    },
    'egress[1] must not have the port or the socket of another listener\n  received: 80',
  ],
  [
    'a socket twice',
    { egress: [0, 1].map(() => ({ hosts: HOSTS, port: {}, bind: 'unix:///a' })) },
    'egress[1] must not have the port or the socket of another listener\n  received: "unix:///a"',
  ],
  [
    'a port after all ports',
    { egress: [{ hosts: HOSTS }, { hosts: HOSTS, port: { number: 80 } }] },
    'egress[1] must not come after the listener without a port',
  ],
  ['all ports twice', { egress: [{ hosts: HOSTS }, { hosts: HOSTS }] }, 'egress[1] must not come after the listener'],
])('%s', (_, props, message) => {
  expectRefused(props, message);
});

test.each<[string, Partial<IngressListener>, string]>([
  ['no number', { port: {} }, 'port.number must be given\n  received: nothing'],
  ['port 0', { port: { number: 0 } }, 'port.number must be a port number\n  received: 0'],
  ['a target port', { port: { number: 1, targetPort: 2 } }, 'port.targetPort means nothing on a Sidecar'],
  ['a malformed port name', { port: { number: 1, name: 'a_b' } }, 'port.name must be a port name\n  received: "a_b"'],
  ['an empty port name', { port: { number: 1, name: '' } }, 'port.name must be a port name\n  received: ""'],
  ['a socket to listen on', { bind: 'unix:///a' }, 'bind must be an IP address\n  received: "unix:///a"'],
  ['an endpoint elsewhere', { defaultEndpoint: '10.0.0.1:80' }, 'defaultEndpoint must be a port of the loopback'],
  ['an endpoint without a host', { defaultEndpoint: ':80' }, 'defaultEndpoint must be a port of the loopback'],
  ['an endpoint without a port', { defaultEndpoint: '127.0.0.1' }, 'defaultEndpoint must be a port of the loopback'],
  [
    'an endpoint with port 0',
    { defaultEndpoint: '127.0.0.1:0' },
    'defaultEndpoint must be a port number\n  received: 0',
  ],
  ['a relative socket', { defaultEndpoint: 'unix://a' }, 'defaultEndpoint must be the absolute path of a socket'],
  [
    'limits for HTTP on TCP',
    { port: { number: 1, protocol: Protocol.TCP }, connectionPool: { http: { maxRetries: 1 } } },
    'connectionPool.http does nothing on a port of protocol TCP',
  ],
  [
    'TLS on HTTP',
    { port: { number: 1, protocol: Protocol.HTTP }, tls: ServerTls.simple(FILES) },
    'tls needs a port of protocol HTTPS or TLS',
  ],
  [
    'TLS on no protocol',
    { port: { number: 1 }, tls: ServerTls.simple(FILES) },
    'tls needs a port of protocol HTTPS or TLS',
  ],
])('ingress with %s', (_, listener, message) => {
  expectRefused({ ingress: [{ port: { number: 80 }, ...listener }] }, `ingress[0].${message}`);
});

test.each<[string, ServerTls, string]>([
  ['ISTIO_MUTUAL', ServerTls.istioMutual(), 'tls.mode must be another one on a Sidecar\n  received: "ISTIO_MUTUAL"'],
  [
    'AUTO_PASSTHROUGH',
    ServerTls.autoPassthrough(),
    'tls.mode must be another one on a Sidecar\n  received: "AUTO_PASSTHROUGH"',
  ],
  [
    'credentialName',
    ServerTls.simple(ServerCertificate.credential(CREDENTIAL)),
    'tls must have one certificate from files',
  ],
  [
    'credentialNames',
    ServerTls.simple(ServerCertificate.credentials([CREDENTIAL])),
    'tls must have one certificate from files',
  ],
  ['tlsCertificates', ServerTls.simple(ServerCertificate.fileList([PAIR])), 'tls must have one certificate from files'],
  [
    'subjectAltNames',
    ServerTls.mutual(FILES, { subjectAltNames: ['a'] }),
    'tls.subjectAltNames must be left out on a Sidecar\n  received: ["a"]',
  ],
  [
    'httpsRedirect',
    ServerTls.simple(FILES, { overrides: { httpsRedirect: true } }),
    'tls.httpsRedirect must be left out on a Sidecar',
  ],
])('ingress TLS with %s', (_, tls, message) => {
  expectRefused({ ingress: [{ port: HTTPS, tls }] }, `ingress[0].${message}`);
});

test.each<[string, Partial<EgressListener>, string]>([
  ['no hosts', { hosts: [] }, 'hosts must have at least one entry'],
  ['no number', { port: {} }, 'port.number must be given'],
  ['no number on an address', { port: {}, bind: '127.0.0.1' }, 'port.number must be given'],
  [
    'a number on a socket',
    { port: { number: 1 }, bind: 'unix:///a' },
    'port.number must be left out for a Unix socket\n  received: 1',
  ],
  ['a target port', { port: { number: 1, targetPort: 1 } }, 'port.targetPort means nothing on a Sidecar'],
  ['a malformed address', { bind: 'localhost' }, 'bind must be an IP address\n  received: "localhost"'],
  ['a relative socket', { port: {}, bind: 'unix://a' }, 'bind must be the absolute path of a socket'],
  ['a socket for all ports', { bind: 'unix:///a' }, 'port must be given for a Unix socket'],
  [
    'iptables on a socket',
    { port: {}, bind: 'unix:///a', captureMode: CaptureMode.IPTABLES },
    'captureMode must be DEFAULT or NONE for a Unix socket\n  received: "IPTABLES"',
  ],
])('egress with %s', (_, listener, message) => {
  expectRefused({ egress: [{ hosts: HOSTS, ...listener }] }, `egress[0].${message}`);
});

test('a listener that is refused leaves the Sidecar as it was', () => {
  const sidecar = sidecarOf({ egress: [{ hosts: HOSTS, port: { number: 80 } }], ingress: [{ port: { number: 80 } }] });
  const before = Testing.synth(Chart.of(sidecar));
  expect(() => sidecar.addEgress({ hosts: [] })).toThrow('[shop/sidecar] egress[1].hosts');
  expect(() => sidecar.addEgress({ hosts: HOSTS, port: { number: 80 } })).toThrow('[shop/sidecar] egress[1]');
  expect(() => sidecar.addIngress({ port: { number: 80 } })).toThrow('[shop/sidecar] ingress[1].port');
  expect(Testing.synth(Chart.of(sidecar))).toEqual(before);
});
