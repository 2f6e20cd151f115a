import { App, Chart, Testing } from 'cdk8s';
import { ExternalService, GatewayWorkload, TlsOrigination } from '../../src';

const HOST = 'api.example.com';
const egressGateway = { workload: GatewayWorkload.of({ selector: { istio: 'egressgateway' } }) };
const tlsOf = (tlsOrigination: TlsOrigination, host = HOST): unknown => {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const props = host.startsWith('*') ? {} : { egressGateway };
  const service = new ExternalService(chart, 'service', { hosts: [host], tlsOrigination, ...props });
  const [{ name }] = service.destinationRules;
  const rule = Testing.synth(chart).find(({ metadata }) => metadata.name === name);
  const [{ tls }] = rule.spec.trafficPolicy.portLevelSettings;
  return tls;
};
const own = { sni: HOST, subjectAltNames: [HOST] };

test.each<[string, TlsOrigination, unknown]>([
  ['simple', TlsOrigination.simple(), { mode: 'SIMPLE', caCertificates: 'system', ...own }],
  [
    'a CA in a file',
    TlsOrigination.simple({ caCertificates: '/ca.pem', caCrl: '/crl.pem' }),
    { mode: 'SIMPLE', caCertificates: '/ca.pem', caCrl: '/crl.pem', ...own },
  ],
  [
    'a CA in a Secret',
    TlsOrigination.simple({ credentialName: 'ca' }),
    { mode: 'SIMPLE', credentialName: 'ca', ...own },
  ],
  ['mutual', TlsOrigination.mutual('client'), { mode: 'MUTUAL', credentialName: 'client', ...own }],
  [
    'mutual by files',
    TlsOrigination.mutualFiles({ clientCertificate: '/c.pem', privateKey: '/k.pem' }),
    { mode: 'MUTUAL', clientCertificate: '/c.pem', privateKey: '/k.pem', caCertificates: 'system', ...own },
  ],
  [
    'another name is asked for, and checked',
    TlsOrigination.simple({ sni: 'front.example.com' }),
    { mode: 'SIMPLE', caCertificates: 'system', sni: 'front.example.com', subjectAltNames: ['front.example.com'] },
  ],
  [
    'other names are checked',
    TlsOrigination.mutual('client', { subjectAltNames: ['a', 'b'] }),
    { mode: 'MUTUAL', credentialName: 'client', sni: HOST, subjectAltNames: ['a', 'b'] },
  ],
  [
    'no name is checked on purpose',
    TlsOrigination.simple({ subjectAltNames: [] }),
    { mode: 'SIMPLE', caCertificates: 'system', sni: HOST, subjectAltNames: [] },
  ],
  [
    'nothing is checked on purpose',
    TlsOrigination.simple({ insecureSkipVerify: true }),
    { mode: 'SIMPLE', sni: HOST, insecureSkipVerify: true },
  ],
])('%s', (_, tlsOrigination, tls) => {
  expect(tlsOf(tlsOrigination)).toEqual(tls);
});

test('wildcards have the names of each request', () => {
  expect(tlsOf(TlsOrigination.simple(), '*.example.com')).toEqual({ mode: 'SIMPLE', caCertificates: 'system' });
  expect(tlsOf(TlsOrigination.simple({ sni: HOST }), '*.example.com')).toEqual({
    mode: 'SIMPLE',
    caCertificates: 'system',
    ...own,
  });
});

test('a CA in a ConfigMap is for sidecars too', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const tlsOrigination = TlsOrigination.simple({ credentialName: 'configmap://default/ca' });
  new ExternalService(chart, 'service', { hosts: [HOST], tlsOrigination });
  expect(Testing.synth(chart)).toHaveLength(2);
});

test.each<[string, TlsOrigination, string]>([
  ['an empty SNI', TlsOrigination.simple({ sni: '' }), 'tls.sni must not be empty'],
  ['an empty path', TlsOrigination.mutualFiles({ clientCertificate: '', privateKey: '/k' }), 'tls.clientCertificate'],
  [
    'files beside a Secret',
    TlsOrigination.simple({ credentialName: 'ca', caCertificates: '/ca.pem' }),
    'tls must not have both a Secret and files',
  ],
  ['a malformed target port', TlsOrigination.simple({ targetPort: 0 }), 'must be a port number\n  received: 0'],
])('%s is an error with path, value and fix where it is used', (_, tlsOrigination, message) => {
  expect(() => tlsOf(tlsOrigination)).toThrow(message);
  expect(() => tlsOf(tlsOrigination)).toThrow(/^\[shop\/service(\/\w+)*\] .+\n {2}received: .+\n {2}fix: .+/);
});
