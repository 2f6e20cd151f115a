import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { FileCredentialProps } from '../../src/credentials/credential-props';
import { PemCredential } from '../../src/credentials/private/pem-credential';
import { BIND, base64, errorOf, newChart } from './support/binding';
import { NOW, issue, issueChain, issueRevocationList, pkcs8 } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';

const folder = newFolder();
const file = (name: string, text: string | Buffer) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const shop = issue({ dnsNames: ['shop.example.com'] });
const { root } = issueChain();
const certificateFile = file('tls.crt', shop.pem);
const privateKeyFile = file('tls.key', shop.key);
const fromFiles = (props: object = {}) =>
  PemCredential.ofFiles({ certificateFile, privateKeyFile, ...props }, () => NOW);

afterAll(removeFolders);

test('files become the Secret', () => {
  const chart = newChart();
  const certificateAuthorityFile = file('ca.crt', root.pem);
  const list = issueRevocationList({ issuer: root });
  const revocationListFile = file('ca.crl', list);
  fromFiles({ name: 'from-files', certificateAuthorityFile, revocationListFile }).bind(chart, BIND);
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'from-files', namespace: 'istio-system' },
      type: 'kubernetes.io/tls',
      data: {
        'tls.crt': base64(shop.pem),
        'tls.key': base64(shop.key),
        'ca.crt': base64(root.pem),
        'ca.crl': base64(list),
      },
    },
  ]);
});

test('files that Windows wrote are taken', () => {
  const chart = newChart();
  fromFiles({ certificateFile: file('windows.crt', `\uFEFF${shop.pem.replaceAll('\n', '\r\n')}`) }).bind(chart, BIND);
  expect(Testing.synth(chart)[0].data['tls.crt']).toBe(base64(shop.pem));
});

describe('files that are refused', () => {
  mkdirSync(join(folder, 'sub'));
  const der = Buffer.from(shop.pem.split('\n').slice(1, -2).join(''), 'base64');
  const missing = join(folder, 'missing.key');
  const keyLine = shop.key.split('\n').slice(1, -2).join('');

  test.each<[string, Partial<FileCredentialProps> | object, string[]]>([
    [
      'that do not exist',
      { privateKeyFile: missing },
      ['privateKeyFile must be a file', '(ENOENT)', missing, process.cwd()],
    ],
    ['that are folders', { certificateFile: join(folder, 'sub') }, ['certificateFile must be a file', '(EISDIR)']],
    ['below a file', { certificateFile: join(certificateFile, 'x') }, ['certificateFile must be a file', '(ENOTDIR)']],
    ['without a path', { certificateFile: '' }, ['certificateFile must be the path', 'an empty text']],
    ['with no path at all', { certificateFile: undefined }, ['certificateFile must be the path', 'of type undefined']],
    ['given by content', { privateKeyFile: shop.key }, ['privateKeyFile must be the path', 'Credential.fromPem()']],
    ['given by base64', { privateKeyFile: keyLine }, ['privateKeyFile must be the path', 'so it is not shown']],
    [
      'in DER',
      { certificateFile: file('der.crt', der) },
      [`certificateFile '${join(folder, 'der.crt')}'`, 'binary data'],
    ],
    ['in UTF-16', { certificateFile: file('16.crt', Buffer.from(shop.pem, 'utf16le')) }, ['save text as UTF-8']],
    [
      'that hold something else',
      { privateKeyFile: certificateFile },
      [`privateKeyFile '${certificateFile}' must hold one`],
    ],
    [
      'that are swapped',
      { certificateFile: privateKeyFile, privateKeyFile: certificateFile },
      ['must hold certificates'],
    ],
    ['besides texts', { certificate: shop.pem }, ['either as texts or as files', '"certificate"']],
    ['besides a text of the key', { privateKey: shop.key }, ['either as texts or as files', '"privateKey"']],
    ['with a CA that is missing', { certificateAuthorityFile: missing }, ['certificateAuthorityFile must be a file']],
  ])('%s', (_, props, fragments) => {
    const message = errorOf(() => fromFiles(props));
    expect(message).toMatch(/^\[Credential\.fromFiles\] .+\n {2}received: .+\n {2}fix: .+$/);
    for (const fragment of fragments) {
      expect(message).toContain(fragment);
    }
    expect(message).not.toContain(pkcs8(shop.keys).split('\n')[1]);
  });
});
