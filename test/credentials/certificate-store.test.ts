import { existsSync, linkSync, readFileSync, readdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { SelfSignedCredentialProps } from '../../src/credentials/credential-props';
import { SelfSignedTools } from '../../src/credentials/private/self-signed-credential';
import { RsaKeySize } from '../../src/credentials/rsa-key-size';
import { errorOf } from './support/binding';
import { issue, keysOf, newKeys } from './support/certificates';
import { newFolder, removeFolders } from '../support/folder';
import { PROCESSES_TAKE_TIME, bundle, runBundle } from './support/run';
import { DAY, Use, after, entries, entry, filled, makeFast, modeOf, synth, validTo } from './support/store';

afterAll(removeFolders);

describe('an unchanged request', () => {
  test('gets the same bytes again', () => {
    const { folder, manifest } = filled();
    const untouched = readFileSync(entry(folder), 'utf8');
    const make = () => {
      throw new Error('made once more');
    };
    expect(synth(folder, { make })).toBe(manifest);
    expect(synth(folder, { make, now: after(334) })).toBe(manifest);
    expect(readFileSync(entry(folder), 'utf8')).toBe(untouched);
  });

  test('is the same with its names in another order, another form and other servers', () => {
    const { folder } = filled();
    const dnsNames = ['a.example.com', 'b.example.com'];
    synth(folder, { props: { dnsNames }, options: { hosts: ['a.example.com'] } });
    synth(folder, { props: { dnsNames: [...dnsNames].reverse() }, options: { hosts: ['b.example.com'] } });
    expect(entries(folder)).toHaveLength(2);
  });

  test.each<[string, Use]>([
    ['name', { options: { defaultName: 'other' } }],
    ['namespace', { options: { namespace: 'gateways' } }],
    ['host', { options: { hosts: ['other.example.com'] } }],
    ['further host', { options: { hosts: ['shop.example.com', 'other.example.com'] } }],
    ['key size', { props: { keySize: RsaKeySize.BITS_3072 } }],
    ['validity', { props: { validFor: Duration.days(364) } }],
  ])('is not one with another %s', (_, use) => {
    const { folder, manifest } = filled();
    expect(synth(folder, use)).not.toBe(manifest);
    expect(entries(folder)).toHaveLength(2);
    expect(synth(folder)).toBe(manifest);
  });
});

describe('renewal', () => {
  test.each<[string, SelfSignedCredentialProps, number]>([
    ['30 days before the end', {}, 335],
    ['a third before the end of a short one', { validFor: Duration.days(30) }, 20],
    ['as long before as asked', { renewBefore: Duration.days(100) }, 265],
    ['at the end, if so asked', { renewBefore: Duration.millis(0) }, 365],
  ])('is %s', (_, props, days) => {
    const { folder } = filled();
    const first = synth(folder, { props });
    expect(synth(folder, { props, now: new Date(after(days).getTime() - 1) })).toBe(first);
    const second = synth(folder, { props, now: after(days) });
    expect(validTo(second)).toEqual(new Date(validTo(first).getTime() + days * DAY));
    expect(synth(folder, { props, now: after(days) })).toBe(second);
  });

  test('replaces what has run out, and keeps no old key', () => {
    const { folder, manifest } = filled();
    const [first] = entries(folder);
    const second = synth(folder, { now: after(1000) });
    expect(second).not.toBe(manifest);
    const third = synth(folder, { now: after(2000) });
    expect(synth(folder, { now: after(2001) })).toBe(third);
    expect(entries(folder)).toEqual([first, first.replace('.1.', '.2.'), first.replace('.1.', '.3.')]);
    const texts = entries(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts.map((text) => text.includes('PRIVATE KEY'))).toEqual([false, false, true]);
    expect(entries(folder).map((name) => modeOf(join(folder, name)))).toEqual(['600', '600', '600']);
  });

  test('is not for a certificate of the future: the clock is wrong', () => {
    const { folder } = filled();
    const message = errorOf(() => synth(folder, { now: after(-1) }));
    expect(message).toContain(`[${entry(folder)}] the certificate of the store must be valid now`);
    expect(message).toContain("set this machine's clock");
  });

  test('comes by deleting the entry, too', () => {
    const { folder, manifest } = filled();
    unlinkSync(entry(folder));
    const second = synth(folder);
    expect(second).not.toBe(manifest);
    expect(synth(folder)).toBe(second);
  });
});

describe('an entry that is not as it was written', () => {
  const pair = (keys = keysOf('rsa2048'), dnsNames = ['shop.example.com']) => issue({ keys, dnsNames });
  const shop = pair(newKeys('rsa2048'));
  test.each<[string, (text: string) => string, string]>([
    ['is empty', () => '', 'must be a text in PEM'],
    ['is cut off', (text) => text.slice(0, 500), 'must be whole'],
    ['lacks its certificate', (text) => text.slice(0, text.indexOf('-----BEGIN CERT')), 'its certificate must be'],
    ['lacks its key', (text) => text.slice(text.indexOf('-----BEGIN CERT')), 'its private key must be'],
    [
      'has another key',
      (text) => shop.key + text.slice(text.indexOf('-----BEGIN CERT')),
      'its private key must belong',
    ],
    ['has another certificate', (text) => text.slice(0, text.indexOf('-----BEGIN CERT')) + shop.pem, 'must belong'],
    ['is for another name', () => pair().key + pair(undefined, ['other.example.com']).pem, 'of something else'],
    ['has a key of another kind', () => pair(keysOf('p256')).key + pair(keysOf('p256')).pem, 'of something else'],
  ])('%s', (_, change, detail) => {
    const { folder } = filled();
    const path = entry(folder);
    const changed = change(readFileSync(path, 'utf8'));
    writeFileSync(path, changed);
    const message = errorOf(() => synth(folder));
    expect(message).toContain(`[${path}] an entry of the certificate store must be as it was written`);
    expect(message).toContain(detail);
    expect(message).toContain(`fix: it is kept as '${path}.damaged': repair it`);
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(changed);
    expect(modeOf(`${path}.damaged`)).toBe('600');
  });

  test('is replaced by the next synth, unless it is repaired', () => {
    const { folder, manifest } = filled();
    const path = entry(folder);
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, whole.slice(0, 500));
    expect(() => synth(folder)).toThrow();
    writeFileSync(`${path}.damaged`, whole);
    renameSync(`${path}.damaged`, path);
    expect(synth(folder)).toBe(manifest);
    writeFileSync(path, whole.slice(0, 500));
    expect(() => synth(folder)).toThrow();
    expect(synth(folder)).not.toBe(manifest);
  });

  test('is never written over by another such entry', () => {
    const { folder } = filled();
    const path = entry(folder);
    for (const [text, name] of [
      ['first', 'damaged'],
      ['second', 'damaged-2'],
      ['third', 'damaged-3'],
    ]) {
      writeFileSync(path, text, { mode: 0o600 });
      expect(errorOf(() => synth(folder))).toContain(`'${path}.${name}'`);
      expect(readFileSync(`${path}.${name}`, 'utf8')).toBe(text);
    }
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('first');
    expect(existsSync(join(folder, '.gitignore'))).toBe(true);
  });
});

describe('several processes at once', () => {
  test('use what the first one made, whenever it comes in between', () => {
    const folder = newFolder();
    let other = '';
    const make: SelfSignedTools['make'] = (request) => {
      other = synth(folder);
      return makeFast(request);
    };
    expect(synth(folder, { make })).toBe(other);
    expect(entries(folder)).toHaveLength(1);
  });

  test('renew once', () => {
    const { folder } = filled();
    let other = '';
    const make: SelfSignedTools['make'] = (request) => {
      other = synth(folder, { now: after(350) });
      return makeFast(request);
    };
    expect(synth(folder, { make, now: after(350) })).toBe(other);
    expect(entries(folder)).toHaveLength(2);
  });

  test('are not disturbed by what one left behind that was killed', () => {
    const { folder, manifest } = filled();
    linkSync(entry(folder), join(folder, '.0123456789abcdef.tmp'));
    writeFileSync(join(folder, '.fedcba9876543210.tmp'), 'half a', { mode: 0o600 });
    expect(synth(folder)).toBe(manifest);
  });

  test(
    'end with the same bytes, and leave nothing behind',
    async () => {
      const folder = join(newFolder(), 'store');
      const script = bundle('synth.ts', newFolder());
      const manifests = await Promise.all([1, 2, 3, 4].map(() => runBundle(script, folder)));
      expect(manifests[0]).toContain('tls.key');
      expect(new Set(manifests).size).toBe(1);
      expect(await runBundle(script, folder)).toBe(manifests[0]);
      expect(readdirSync(folder)).toEqual(['.gitignore', entries(folder)[0]]);
    },
    PROCESSES_TAKE_TIME,
  );
});
