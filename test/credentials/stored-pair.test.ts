import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { readStoredPair, writeStoredPair } from '../../src/credentials/private/stored-pair';
import { BIND, newChart } from './support/binding';
import { NOW, issue, keysOf } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { SelfSignedCredential } from '../../src/credentials/private/self-signed-credential';
import { entries, entry, filled, makeFast, synth } from './support/store';

afterAll(removeFolders);

const { pem, key } = issue({ keys: keysOf('rsa2048') });
const pair = { privateKey: key, certificate: pem, validFrom: 1, validTo: 2 };
const text = writeStoredPair('For Secret shop.', pair, 'shop');

describe('an entry', () => {
  test('is read as it was written', () => {
    expect(readStoredPair(text, 'shop')).toEqual(pair);
    expect(text.startsWith(`For Secret shop.\n${key}${pem}Checked: 1 2 `)).toBe(true);
  });

  test('is not known with anything else in it, nor as that of something else', () => {
    expect(readStoredPair(text, 'other')).toBeUndefined();
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', '1', '\n', '', 'AA'), (at, change) => {
        fc.pre(text[at] !== change);
        expect(readStoredPair(text.slice(0, at) + change + text.slice(at + 1), 'shop')).toBeUndefined();
      }),
      { numRuns: 500 },
    );
    expect(readStoredPair('', 'shop')).toBeUndefined();
    expect(readStoredPair(`${text}\n`, 'shop')).toBeUndefined();
  });
});

test('an entry that somebody changed is used if it is good, and as a whole', () => {
  const { folder } = filled();
  const own = issue({ keys: keysOf('rsa2048'), dnsNames: ['shop.example.com'], subject: 'own' });
  writeFileSync(entry(folder), `my own\n${own.pem}${own.key}`);
  expect(synth(folder)).toContain(Buffer.from(own.pem).toString('base64'));
});

test('each entry is read once in a synth, and nothing is written', () => {
  const folder = join(newFolder(), 'store');
  const bindAll = (): void => {
    const chart = newChart();
    const store = CertificateStore.directory(folder);
    for (let index = 0; index < 50; index += 1) {
      const name = `shop-${index}`;
      const source = new SelfSignedCredential({ store }, { clock: () => NOW, make: makeFast });
      const bound = source.bind(chart, { ...BIND, defaultName: name, id: name });
      bound.bind(chart, BIND);
    }
    chart.toJson();
    chart.toJson();
  };
  bindAll();
  const fs = jest.requireActual<typeof import('node:fs')>('node:fs');
  const [open, write] = (['openSync', 'writeFileSync'] as const).map((name) => jest.spyOn(fs, name));
  bindAll();
  const opened = open.mock.calls.map(([path]) => String(path));
  open.mockRestore();
  expect(opened.sort()).toEqual(
    entries(folder)
      .map((name) => join(folder, name))
      .sort(),
  );
  expect(opened).toHaveLength(50);
  expect(write).not.toHaveBeenCalled();
  write.mockRestore();
});
