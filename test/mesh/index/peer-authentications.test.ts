import { peerAuthenticationsOf } from '../../../src/mesh/index/peer-authentications';
import { Mesh } from '../../../src/mesh/mesh';

function policy(name: string, namespace: string, spec: string, created?: string): string {
  const time = created === undefined ? '' : `, creationTimestamp: '${created}'`;
  return `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: ${name}, namespace: ${namespace}${time}}\nspec: ${spec}\n`;
}

function modeOf(policies: readonly string[], port?: number): string {
  const modes = [policies, [...policies].reverse()].map((texts) => {
    const mesh = Mesh.fromYaml([{ file: 'mesh.yaml', text: texts.join('---\n') }]);
    expect([...mesh.faults, ...mesh.objections]).toEqual([]);
    return peerAuthenticationsOf(mesh).modeOf('web', { app: 'shop', tier: 'front' }, port);
  });
  expect(modes[0]).toBe(modes[1]);
  return modes[0];
}

const STRICT = '{mtls: {mode: STRICT}}';
const DISABLE = '{mtls: {mode: DISABLE}}';
const own = (rest: string): string => `{selector: {matchLabels: {app: shop}}, ${rest}}`;

test.each<[string, string[], number | undefined, string]>([
  ['nothing', [], undefined, 'PERMISSIVE'],
  ['the whole mesh', [policy('a', 'istio-system', STRICT)], undefined, 'STRICT'],
  ['another namespace', [policy('a', 'other', STRICT)], undefined, 'PERMISSIVE'],
  [
    'a namespace before the mesh',
    [policy('a', 'istio-system', STRICT), policy('a', 'web', DISABLE)],
    undefined,
    'DISABLE',
  ],
  [
    'a namespace that leaves it unset',
    [policy('a', 'istio-system', STRICT), policy('a', 'web', '{mtls: {mode: UNSET}}')],
    undefined,
    'STRICT',
  ],
  [
    'a workload before its namespace',
    [policy('a', 'web', STRICT), policy('b', 'web', own('mtls: {mode: DISABLE}'))],
    undefined,
    'DISABLE',
  ],
  [
    'a workload without a mode of its own',
    [policy('a', 'web', STRICT), policy('b', 'web', own('portLevelMtls: {8080: {mode: DISABLE}}'))],
    undefined,
    'STRICT',
  ],
  ['a port', [policy('b', 'web', own('portLevelMtls: {8080: {mode: DISABLE}}'))], 8080, 'DISABLE'],
  [
    'a port that leaves it unset',
    [policy('b', 'web', own('mtls: {mode: STRICT}, portLevelMtls: {8080: {mode: UNSET}}'))],
    8080,
    'STRICT',
  ],
  [
    'another workload',
    [policy('b', 'web', '{selector: {matchLabels: {app: other}}, mtls: {mode: STRICT}}')],
    undefined,
    'PERMISSIVE',
  ],
  [
    'a selector in the root namespace',
    [policy('b', 'istio-system', own('mtls: {mode: STRICT}'))],
    undefined,
    'PERMISSIVE',
  ],
  [
    'the older of two',
    [policy('a', 'web', STRICT, '2026-01-02T00:00:00Z'), policy('b', 'web', DISABLE, '2026-01-01T00:00:00Z')],
    undefined,
    'DISABLE',
  ],
  [
    'the first by name of two of the same age',
    [policy('b', 'web', DISABLE), policy('a', 'web', STRICT)],
    undefined,
    'STRICT',
  ],
])('mutual TLS by %s', (_, policies, port, mode) => {
  expect(modeOf(policies, port)).toBe(mode);
});
