import { X509Certificate } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Duration, Testing } from 'cdk8s';
import { CertificateStore, Credential, ICredential, LocalCa } from '../../src';
import { main } from '../../src/cli/main';
import { BIND, newChart } from '../credentials/support/binding';
import { newFolder, removeFolders } from '../support/folder';

afterAll(removeFolders);

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function certs(store: string, ...words: string[]): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await main({
    words: ['certs', ...words, '--store', store],
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: {},
  });
  for (const key of keysOf(store)) {
    expect(out + err).not.toContain(key);
  }
  return { code, out, err };
}

/** The inner lines of all private keys of a store. */
function keysOf(store: string): string[] {
  return readdirSync(store)
    .filter((file) => file.endsWith('.pem'))
    .flatMap((file) => readFileSync(join(store, file), 'utf8').match(/(?<=BEGIN PRIVATE KEY-----\n)[^-]+/g) ?? [])
    .map((key) => key.split('\n')[1]);
}

/** The certificate that a synth renders. */
function rendered(credential: ICredential, name = 'shop'): X509Certificate {
  const chart = newChart();
  credential.bind(chart, { ...BIND, defaultName: name, hosts: [`${name}.example.com`] });
  const [{ data }] = Testing.synth(chart) as { data: { [key: string]: string } }[];
  return new X509Certificate(Buffer.from(data['tls.crt'], 'base64'));
}

/** Making keys takes long, so each test has a copy of a store that is made once. */
const template = join(newFolder(), 'store');

/** A store with a CA, a server and a client of it, and a server that signs for itself. */
function filled(options: { readonly validFor?: Duration } = {}) {
  const folder = join(newFolder(), 'store');
  if (existsSync(template)) {
    cpSync(template, folder, { recursive: true });
  }
  const store = CertificateStore.directory(folder);
  const ca = new LocalCa({ store, permittedDomains: ['example.com'] });
  const signed = Credential.localCa(ca, { name: 'shop' });
  const own = Credential.selfSigned({ store, name: 'own', ...options });
  const client = ca.clientCertificate({ name: 'jo', spiffeId: 'spiffe://cluster.local/ns/shop/sa/jo' });
  rendered(signed);
  expect(client.certificatePem).toContain('BEGIN CERTIFICATE');
  if (!existsSync(template)) {
    cpSync(folder, template, { recursive: true });
  }
  rendered(own, 'own');
  return { folder, store, ca, signed, own, client };
}

test('list tells what there is, and until when', async () => {
  const { folder } = filled();
  const { code, out, err } = await certs(folder, 'list');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.replace(/\d{4}-\d{2}-\d{2}/g, 'DAY').split('\n')).toEqual([
    'NAME                           KIND    DNS NAMES         UNTIL       DAYS  SIGNED BY                      STATE',
    'client.jo                      client  -                 DAY  396   local-ca.cdk8s-istio-local-ca  fine',
    'istio-system.own               server  own.example.com   DAY  364   itself                         fine',
    'istio-system.shop              server  shop.example.com  DAY  396   local-ca.cdk8s-istio-local-ca  fine',
    'local-ca.cdk8s-istio-local-ca  ca      -                 DAY  3649  itself                         fine',
    '',
  ]);
  const json = JSON.parse((await certs(folder, 'list', '--format', 'json')).out) as { certificates: object[] };
  expect(json.certificates[2]).toMatchObject({
    name: 'istio-system.shop',
    purpose: 'Secret shop in namespace istio-system',
    kind: 'server',
    dnsNames: ['shop.example.com'],
    signedBy: 'local-ca.cdk8s-istio-local-ca',
    daysLeft: 396,
    state: 'fine',
    keyBits: 2048,
  });
});

test('list can fail where something is due', async () => {
  const { folder } = filled({ validFor: Duration.days(40) });
  expect(await certs(folder, 'list', '--check')).toMatchObject({ code: 0 });
  expect(await certs(folder, 'list', '--within', '50')).toMatchObject({ code: 0 });
  const due = await certs(folder, 'list', '--check', '--within', '50');
  expect(due.code).toBe(1);
  expect(due.out).toMatch(/istio-system\.own .* 39 .* due\n/);
});

test('of an empty store nothing is told, and nothing is made', async () => {
  const folder = newFolder();
  expect(await certs(folder, 'list')).toEqual({ code: 0, out: `There are no certificates in ${folder}\n`, err: '' });
  expect(await certs(folder, 'ca')).toMatchObject({ code: 2, err: expect.stringContaining('there is no local CA') });
  expect(readdirSync(folder)).toEqual([]);
});

test('show tells all but the key', async () => {
  const { folder, signed } = filled();
  const { out } = await certs(folder, 'show', 'shop');
  expect(out).toContain(`SHA-256    ${rendered(signed).fingerprint256}`);
  expect(out).toContain('for        Secret shop in namespace istio-system');
  const pem = await certs(folder, 'show', 'istio-system.shop', 'own', '--format', 'pem');
  expect(pem.out.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(2);
  expect(JSON.parse((await certs(folder, 'show', 'jo', '--format', 'json')).out)).toMatchObject([{ kind: 'client' }]);
  expect(await certs(folder, 'show', 'cart')).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is no certificate cart in '),
  });
});

test('what is renewed is rendered by the next synth, is for the same, and its old key is gone', async () => {
  const { folder, signed, own, client } = filled();
  const before = [rendered(signed), rendered(own, 'own'), new X509Certificate(client.certificatePem)];
  const oldKeys = keysOf(folder);
  const { code, out } = await certs(folder, 'renew', 'shop', 'istio-system.own', 'client.jo');
  expect(code).toBe(0);
  expect(out.split('\n').slice(0, 3)).toEqual([
    'renewed istio-system.shop for Secret shop in namespace istio-system',
    'renewed istio-system.own for Secret own in namespace istio-system',
    'renewed client.jo for the client jo of the local CA cdk8s-istio-local-ca',
  ]);
  const after = [rendered(signed), rendered(own, 'own'), new X509Certificate(client.certificatePem)];
  const told = (all: X509Certificate[]) =>
    all.map((each) => [each.subject, each.issuer, each.subjectAltName, each.keyUsage, each.ca]);
  expect(told(after)).toEqual(told(before));
  after.forEach((each, index) => {
    expect(each.fingerprint256).not.toBe(before[index].fingerprint256);
    const issuer = index === 1 ? each : new X509Certificate(readFileSync(caFile(folder)));
    expect(each.issuer === issuer.subject && each.verify(issuer.publicKey)).toBe(true);
    const length = (of: X509Certificate) => Date.parse(of.validTo) - Date.parse(of.validFrom);
    expect(length(each)).toBe(length(before[index]));
  });
  const kept = keysOf(folder);
  expect(oldKeys.filter((key) => kept.includes(key))).toHaveLength(1);
  expect(kept).toHaveLength(4);
  readdirSync(folder).forEach((file) => expect(statSync(join(folder, file)).mode & 0o077).toBe(0));
});

const caFile = (folder: string) =>
  join(
    folder,
    readdirSync(folder)
      .filter((file) => file.startsWith('local-ca.') && file.endsWith('.pem'))
      .sort()
      .at(-1) ?? '',
  );

test('a CA that is renewed keeps its limits, and what it signed is made again', async () => {
  const { folder } = filled();
  const limits = () => (readFileSync(caFile(folder), 'utf8').match(/BEGIN CERTIFICATE-----[^-]+/) ?? [''])[0];
  expect(await certs(folder, 'renew', 'cdk8s-istio-local-ca')).toMatchObject({ code: 0 });
  const renewed = new X509Certificate(`-----${limits()}-----END CERTIFICATE-----`);
  expect(renewed.ca).toBe(true);
  // The extension's name constraints: example.com.
  expect(renewed.raw.includes(Buffer.from('0603551d1e', 'hex'))).toBe(true);
  expect((await certs(folder, 'list', '--check')).out).toMatch(/istio-system\.shop .* its CA is gone\n/);
  expect(await certs(folder, 'renew', 'shop')).toMatchObject({
    code: 2,
    err: expect.stringContaining('fix: synthesize: it makes a certificate by the CA that there is now'),
  });
  const again = Credential.localCa(
    new LocalCa({ store: CertificateStore.directory(folder), permittedDomains: ['example.com'] }),
    { name: 'shop' },
  );
  expect(rendered(again).checkIssued(renewed)).toBe(true);
});

test('those that are due are renewed, or all but CAs', async () => {
  const { folder } = filled({ validFor: Duration.days(40) });
  expect((await certs(folder, 'renew', '--due')).out).toBe('Nothing is due.\n');
  expect((await certs(folder, 'renew', '--due', '--within', '50')).out).toContain('renewed istio-system.own for');
  expect((await certs(folder, 'renew', '--all')).out.match(/^renewed .* for/gm)).toHaveLength(3);
  for (const words of [[], ['--due', '--all'], ['shop', '--all']]) {
    expect(await certs(folder, 'renew', ...words)).toMatchObject({
      code: 2,
      err: expect.stringContaining('say what to renew: names, --due or --all'),
    });
  }
});

test('the certificate of the CA is printed or written, with how to trust it', async () => {
  const { folder, ca } = filled();
  expect(await certs(folder, 'ca')).toEqual({ code: 0, out: ca.certificatePem, err: '' });
  const output = join(newFolder(), 'trust', 'ca.pem');
  const { out } = await certs(folder, 'ca', '--output', output);
  expect(readFileSync(output, 'utf8')).toBe(ca.certificatePem);
  expect(out).toContain(`curl --cacert ${output}`);
  const other = new LocalCa({ store: CertificateStore.directory(folder), name: 'other' });
  expect(other.certificatePem).not.toBe(ca.certificatePem);
  expect(await certs(folder, 'ca')).toMatchObject({ code: 2, err: expect.stringContaining('there are several CAs') });
  expect((await certs(folder, 'ca', 'other')).out).toBe(other.certificatePem);
});

test('what others can read, or what is damaged, is told with what to do, beside all else', async () => {
  const { folder } = filled();
  const [jo, own] = readdirSync(folder).filter((file) => file.endsWith('.pem'));
  chmodSync(join(folder, jo), 0o644);
  copyFileSync(join(folder, own), join(folder, `${own}.damaged`));
  writeFileSync(join(folder, own), 'nothing\n', { mode: 0o600 });
  writeFileSync(join(folder, 'notes.txt'), 'mine', { mode: 0o600 });
  const { code, out, err } = await certs(folder, 'list');
  expect(code).toBe(2);
  expect(out).toContain('istio-system.shop');
  expect(err).toContain(`chmod 0600 '${join(folder, jo)}'`);
  expect(err).toContain(`${own}] an entry of the certificate store must hold a certificate`);
  expect(err).toContain(`${own}.damaged: it was kept aside`);
});
