import { analyze } from '../../src/analysis/analyze';
import { RULES } from '../../src/analysis/rules';
import { valuesOf } from '../../src/analysis/rules/credential/secret-content';
import { SECRET } from '../../src/mesh/kinds';
import { Mesh } from '../../src/mesh/mesh';
import { FIXTURES, meshOf } from '../support/rule-fixture';

const SHORTEST = 16;
const withSecrets = FIXTURES.filter((fixture) => meshOf(fixture).all(SECRET).length > 0);

test('there are fixtures with Secrets', () => {
  expect(withSecrets.length).toBeGreaterThan(20);
});

test.each(withSecrets.map((fixture) => [`${fixture.code}/${fixture.file}`, fixture] as const))(
  'no finding shows anything of a Secret: %s',
  (_, fixture) => {
    const mesh = meshOf(fixture);
    const { findings, internalErrors } = analyze(mesh, RULES, fixture.policy);
    const written = JSON.stringify(findings);
    const lines = mesh
      .all(SECRET)
      .flatMap((secret) => valuesOf(secret).flatMap(({ text }) => (text ?? '').split(/\s+/)))
      .filter((line) => line.length >= SHORTEST);
    const encoded = mesh
      .all(SECRET)
      .flatMap(({ manifest }) => Object.values((manifest.data as object | undefined) ?? {}) as string[])
      .filter((text) => text.length >= SHORTEST);
    expect(internalErrors).toEqual([]);
    expect([...lines, ...encoded].filter((secret) => written.includes(secret))).toEqual([]);
  },
);

test('a key in the place of a name is not shown', () => {
  const key =
    '-----BEGIN PRIVATE KEY-----\\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\\n-----END PRIVATE KEY-----';
  const text = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { mode: SIMPLE, credentialName: "istio ${key} -cacert" }
`;
  const { findings } = analyze(Mesh.fromYaml([{ file: 'mesh.yaml', text }]), RULES, { now: new Date(0) });
  expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['CDI0011', 'CDI0013']));
  expect(JSON.stringify(findings)).not.toContain('MIGHAgEAMBMG');
});
