import { X509Certificate } from 'crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { Redaction } from '../../src/credentials/redaction';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-store-'));
const before = { ...process.env };

beforeAll(() => {
  process.env.CA_FILE = join(folder, 'ca.pem');
  process.env.CLIENT_FOLDER = join(folder, 'cart');
});

afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
});

function synth(name: string): WrittenObject[] {
  const files = synthExample(name, join(folder, name));
  expect(synthExample(name, join(folder, name))).toEqual(files);
  return [...files.values()].flatMap(objectsIn);
}

function certificateOf({ data }: WrittenObject, key = 'tls.crt'): X509Certificate {
  return new X509Certificate(Buffer.from(data?.[key] ?? '', 'base64'));
}

test('tls-self-signed: the certificate covers the hosts, and is its own CA', () => {
  const [secret, gateway] = synth('tls-self-signed');
  const certificate = certificateOf(secret);
  expect(certificate.subjectAltName).toBe('DNS:httpbin.example.com, DNS:*.httpbin.example.com');
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(gateway.spec?.servers).toMatchObject([{}, { tls: { credentialName: 'httpbin-credential' } }]);
});

test('tls-local-ca: one CA signs for all ingresses', () => {
  const secrets = synth('tls-local-ca').filter(({ kind }) => kind === 'Secret');
  const ca = new X509Certificate(readFileSync(join(folder, 'ca.pem')));
  expect(secrets.map((secret) => certificateOf(secret).subjectAltName)).toEqual([
    'DNS:shop.dev.example.com',
    'DNS:admin.dev.example.com',
  ]);
  expect(secrets.map((secret) => certificateOf(secret).verify(ca.publicKey))).toEqual([true, true]);
});

test('tls-mutual: the gateway asks for certificates of the CA, which the client has one of', () => {
  const objects = synth('tls-mutual');
  const shown = Redaction.of(objects).map((object) => stringify(object));
  expect(shown.join('---\n')).toMatchSnapshot();
  const client = join(folder, 'cart');
  expect(readdirSync(client)).toEqual(['ca.crt', 'cart.crt', 'cart.key']);
  expect(statSync(join(client, 'cart.key')).mode & 0o777).toBe(0o600);
  const [certificate, ca] = ['cart.crt', 'ca.crt'].map((file) => new X509Certificate(readFileSync(join(client, file))));
  expect(certificate.verify(ca.publicKey)).toBe(true);
  expect(certificateOf(objects[0], 'ca.crt').raw).toEqual(ca.raw);
  expect(JSON.stringify(objects)).not.toContain(readFileSync(join(client, 'cart.key')).toString('base64'));
});
