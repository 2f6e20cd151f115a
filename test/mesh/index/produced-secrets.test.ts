import { producedSecretsOf } from '../../../src/mesh/index/produced-secrets';
import { Mesh } from '../../../src/mesh/mesh';

const HEADERS = {
  Certificate: 'apiVersion: cert-manager.io/v1\nkind: Certificate',
  ExternalSecret: 'apiVersion: external-secrets.io/v1\nkind: ExternalSecret',
  SealedSecret: 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret',
};

function sourcesOf(kind: keyof typeof HEADERS, spec: string, name: string, namespace = 'web'): readonly string[] {
  const text = `${HEADERS[kind]}\nmetadata: {name: shop, namespace: web}\nspec: ${spec}\n`;
  const mesh = Mesh.fromYaml([{ file: 'mesh.yaml', text }]);
  expect([...mesh.faults, ...mesh.objections]).toEqual([]);
  const producedSecrets = producedSecretsOf(mesh);
  const one = producedSecrets.get(namespace, name);
  expect(producedSecrets.ofName(name).filter((each) => each.namespace === namespace)).toEqual(
    one === undefined ? [] : [one],
  );
  return one === undefined ? [] : [one.source.title];
}

const ISSUER = 'issuerRef: {name: ca}';
const STORE = 'secretStoreRef: {name: vault}';

test.each([
  ['Certificate', `{secretName: tls, ${ISSUER}}`, 'tls'],
  ['ExternalSecret', `{${STORE}}`, 'shop'],
  ['ExternalSecret', `{${STORE}, target: {name: tls}}`, 'tls'],
  ['ExternalSecret', `{${STORE}, target: {name: tls, creationPolicy: Orphan}}`, 'tls'],
  ['SealedSecret', '{encryptedData: {tls.crt: AA==}}', 'shop'],
  ['SealedSecret', '{encryptedData: {tls.crt: AA==}, template: {metadata: {name: tls}}}', 'tls'],
] as const)('a %s of %s makes Secret %s', (kind, spec, name) => {
  expect(sourcesOf(kind, spec, name)).toEqual([`${kind} web/shop`]);
});

test.each([
  ['Certificate', `{secretName: tls, ${ISSUER}}`, 'shop'],
  ['ExternalSecret', `{${STORE}, target: {creationPolicy: Merge}}`, 'shop'],
  ['ExternalSecret', `{${STORE}, target: {creationPolicy: None}}`, 'shop'],
  ['SealedSecret', '{encryptedData: {tls.crt: AA==}, template: {metadata: {name: tls}}}', 'shop'],
] as const)('a %s of %s does not make Secret %s', (kind, spec, name) => {
  expect(sourcesOf(kind, spec, name)).toEqual([]);
});

test('a Secret is made in the namespace of what it is made from', () => {
  expect(sourcesOf('Certificate', `{secretName: tls, ${ISSUER}}`, 'tls', 'other')).toEqual([]);
});
