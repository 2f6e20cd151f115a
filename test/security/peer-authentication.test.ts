import { App, Chart, Testing } from 'cdk8s';
import { PolicyTarget } from '../../src/kernel/policy-target';
import { MutualTlsMode } from '../../src/security/mutual-tls-mode';
import { PeerAuthentication, PeerAuthenticationProps } from '../../src/security/peer-authentication';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const build = (props: PeerAuthenticationProps) => {
  const chart = newChart();
  new PeerAuthentication(chart, 'mtls', props);
  return chart;
};
const TARGET = PolicyTarget.workloads({ app: 'shop' });

test('mutual TLS for a workload but one port', () => {
  const chart = build({
    metadata: { name: 'shop' },
    target: TARGET,
    mtls: MutualTlsMode.STRICT,
    portLevelMtls: { 8081: MutualTlsMode.PERMISSIVE },
  });
  const manifests = [
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        selector: { matchLabels: { app: 'shop' } },
        mtls: { mode: 'STRICT' },
        portLevelMtls: { 8081: { mode: 'PERMISSIVE' } },
      },
    },
  ];
  expect(Testing.synth(chart)).toEqual(manifests);
  expect(Testing.synth(chart)).toEqual(manifests);
});

test.each<[string, PeerAuthenticationProps, unknown]>([
  ['a namespace', { mtls: MutualTlsMode.STRICT }, { mtls: { mode: 'STRICT' } }],
  ['what wider policies say', { mtls: MutualTlsMode.UNSET }, { mtls: { mode: 'UNSET' } }],
  [
    'ports alone',
    { target: TARGET, portLevelMtls: { '1': MutualTlsMode.DISABLE, '65535': MutualTlsMode.UNSET } },
    {
      selector: { matchLabels: { app: 'shop' } },
      portLevelMtls: { 1: { mode: 'DISABLE' }, 65535: { mode: 'UNSET' } },
    },
  ],
  ['overrides alone, empty values included', { overrides: { mtls: {}, list: [] } }, { mtls: {}, list: [] }],
  [
    'overrides over fields',
    { mtls: MutualTlsMode.STRICT, overrides: { mtls: { novel: 0 } } },
    { mtls: { mode: 'STRICT', novel: 0 } },
  ],
])('%s', (_, props, spec) => {
  expect(Testing.synth(build(props))[0].spec).toEqual(spec);
});

test('maps that were passed in can change afterwards', () => {
  const portLevelMtls = { 80: MutualTlsMode.STRICT };
  const overrides = { map: { a: 1 } };
  const chart = build({ target: TARGET, portLevelMtls, overrides });
  const before = Testing.synth(chart);
  portLevelMtls[80] = MutualTlsMode.DISABLE;
  overrides.map.a = 2;
  expect(Testing.synth(chart)).toEqual(before);
});

const ports = (port: string) => ({ target: TARGET, portLevelMtls: { [port]: MutualTlsMode.STRICT } });

test.each<[string, PeerAuthenticationProps, string]>([
  [
    'no mode',
    { target: TARGET },
    'a PeerAuthentication without a mode changes nothing; it does not switch mutual TLS on\n  received: ',
  ],
  [
    'ports without a target',
    { portLevelMtls: { 80: MutualTlsMode.STRICT } },
    'portLevelMtls must name at least one port, of the workloads of a target: Istio refuses it for a namespace or the mesh\n' +
      '  received: {"80":"STRICT"}\n  fix: add `target: PolicyTarget.workloads(',
  ],
  ['no ports', { target: TARGET, portLevelMtls: {} }, 'portLevelMtls must name at least one port'],
  [
    'a target by reference',
    { target: PolicyTarget.service('a'), mtls: MutualTlsMode.STRICT },
    'the kind PeerAuthentication has no field to refer to objects\n  received: ["Service a"]',
  ],
  [
    'a malformed name',
    { metadata: { name: 'A' }, mtls: MutualTlsMode.STRICT },
    'the name of a PeerAuthentication must be a Kubernetes object name\n  received: "A"',
  ],
  ...['0', '65536', '080', '-1', '8.5', 'http', ''].map((port): [string, PeerAuthenticationProps, string] => [
    `port '${port}'`,
    ports(port),
    `the keys of portLevelMtls must be port numbers\n  received: "${port}"`,
  ]),
])('%s is refused', (_, props, message) => {
  expect(() => build(props)).toThrow(`[shop/mtls] ${message}`);
  expect(() => build(props)).toThrow('\n  fix: ');
});
