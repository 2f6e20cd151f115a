import { X509Certificate } from 'node:crypto';
import * as fc from 'fast-check';
import {
  isIssuedBy,
  readRevocationLists,
  revocationFault,
  revocationListsToPem,
} from '../../src/credentials/private/revocation-list';
import { misuseIn } from '../../src/kernel/errors';
import { Issued, issue, issueRevocationList, keysOf, KeyKind, newKeys, NOW } from './support/certificates';

/** What OpenSSL made: a CA, and its list with one entry. */
const CA = `-----BEGIN CERTIFICATE-----
MIIBzjCCAXOgAwIBAgIUQrA78fRng+leaLiMLVZ6i5VotOEwCgYIKoZIzj0EAwIw
OzELMAkGA1UEBhMCREUxEDAOBgNVBAoMB0V4YW1wbGUxGjAYBgNVBAMMEUV4YW1w
bGUgQ2xpZW50IENBMCAXDTI2MTEyNjE5MTY0N1oYDzIxMjYxMTAyMTkxNjQ3WjA7
MQswCQYDVQQGEwJERTEQMA4GA1UECgwHRXhhbXBsZTEaMBgGA1UEAwwRRXhhbXBs
ZSBDbGllbnQgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASuw+4CSDDNe+Be
oUFXiCC27LLb8ClIb6YE20jFYvTXFGxRLXHNJLVYXpCBsmK/DZ8oIq+A+T8va0s8
exUb9JMLo1MwUTAdBgNVHQ4EFgQUZ1zlIjaov//S58GU2weLfyhtUCswHwYDVR0j
BBgwFoAUZ1zlIjaov//S58GU2weLfyhtUCswDwYDVR0TAQH/BAUwAwEB/zAKBggq
hkjOPQQDAgNJADBGAiEA8wWcsi4K4kkvi1r9OGpVfRD0g80JF5Q0iPXvftJp8V0C
IQC1vJkZa/hxrF2TsZ+pEoP/9aUBAuOmwZu+hA5OKhFYdg==
-----END CERTIFICATE-----
`;
const LIST = `-----BEGIN X509 CRL-----
MIH9MIGlAgEBMAoGCCqGSM49BAMCMDsxCzAJBgNVBAYTAkRFMRAwDgYDVQQKDAdF
eGFtcGxlMRowGAYDVQQDDBFFeGFtcGxlIENsaWVudCBDQRcNMjYxMTI2MTkxNjQ3
WhgPMjEyNjExMDIxOTE2NDdaMCcwJQIUc0k95cvLND8NbX6VqDPRXoq9DzMXDTI2
MTEyNjE5MTY0N1qgDjAMMAoGA1UdFAQDAgECMAoGCCqGSM49BAMCA0cAMEQCIC25
rq0yiUWy7ezpd9Az7xEjPaq4B6cWPu4TOvUomTEwAiBTnxpZM7ceDa+o9P9Dob2G
QWdpwTs2EzBwxYCEsWjZwA==
-----END X509 CRL-----
`;

const read = (text: string) => readRevocationLists({ text, name: 'the list' });
const certificate = ({ pem }: Issued) => new X509Certificate(pem);
const ca = (kind: KeyKind, subject = 'ca') => issue({ subject, ca: true, keys: keysOf(kind) });
const day = (text: string) => new Date(`${text}T00:00:00Z`);

test('a list by OpenSSL', () => {
  const [list] = read(LIST);
  expect(list).toMatchObject({
    issuerName: 'C=DE, O=Example, CN=Example Client CA',
    thisUpdate: new Date('2026-11-26T19:16:47Z'),
    nextUpdate: new Date('2126-11-02T19:16:47Z'),
  });
  expect(isIssuedBy(list, new X509Certificate(CA))).toBe(true);
  expect(revocationListsToPem([list])).toBe(LIST);
  const at = (time: string) => revocationFault([list], [new X509Certificate(CA)], new Date(time));
  expect(at('2026-11-26T19:16:46Z')?.problem).toContain(
    "'C=DE, O=Example, CN=Example Client CA' that is not valid before 2026-11-26",
  );
  expect(at('2026-11-26T19:16:47Z')).toBeUndefined();
  expect(at('2126-11-02T19:16:47Z')).toBeUndefined();
  expect(at('2126-11-02T19:16:48Z')?.problem).toContain(
    "'C=DE, O=Example, CN=Example Client CA' that has expired on 2126-11-02",
  );
});

describe('who made a list', () => {
  test.each<[KeyKind, 'sha1' | 'sha256' | 'pss-sha1' | 'pss-sha256']>([
    ['rsa2048', 'sha256'],
    ['rsa2048', 'sha1'],
    ['rsa2048', 'pss-sha256'],
    ['rsa2048', 'pss-sha1'],
    ['p256', 'sha256'],
    ['p384', 'sha256'],
    ['p521', 'sha1'],
    ['ed25519', 'sha256'],
  ])('is told by its signature: %s, %s', (kind, digest) => {
    const issuer = ca(kind);
    const [own] = read(issueRevocationList({ issuer, digest }));
    const [forged] = read(issueRevocationList({ issuer, digest, signer: newKeys(kind) }));
    expect([own, forged].map((list) => isIssuedBy(list, certificate(issuer)))).toEqual([true, false]);
  });

  test('is nobody of another name, or with a key of another kind', () => {
    const [list] = read(issueRevocationList({ issuer: ca('p256') }));
    expect(isIssuedBy(list, certificate(ca('p256', 'other')))).toBe(false);
    expect(isIssuedBy(list, certificate(ca('rsa2048')))).toBe(false);
  });
});

describe('lists for a bundle of CAs', () => {
  const [root, other] = [ca('p256', 'root'), ca('p384', 'other')];
  const fault = (lists: string[], authorities = [root, other]) =>
    revocationFault(lists.flatMap(read), authorities.map(certificate), NOW)?.problem;
  const old = issueRevocationList({ issuer: root, thisUpdate: day('2030-05-01'), nextUpdate: day('2030-05-08') });
  const current = issueRevocationList({ issuer: root });
  const ofOther = issueRevocationList({ issuer: other, nextUpdate: null });

  test.each<[string, string[], string | undefined]>([
    ['are one of each, in any order', [ofOther, current], undefined],
    ['may have an old one beside the current', [old, ofOther, current], undefined],
    ['have to be current', [ofOther, old], "a list of 'CN=root' that has expired on 2030-05-08"],
    ['have to be there for each', [current], "no list of 'CN=other'"],
    [
      'may be of others too, whose certificates clients send',
      [issueRevocationList({ issuer: ca('p521', 'between') }), current, ofOther],
      undefined,
    ],
    [
      'have to be signed by these',
      [issueRevocationList({ issuer: root, signer: newKeys('p256') }), ofOther],
      "a list by 'CN=root' that another key than that of this CA has signed",
    ],
  ])('%s', (_, lists, problem) => {
    expect(fault(lists)).toBe(problem);
  });

  test('have to be by a CA that may make them', () => {
    const silent = issue({ subject: 'silent', ca: true, keyUsage: [5] });
    const noted = issue({ subject: 'noted', ca: true, keyUsage: [5, 6] });
    expect(fault([issueRevocationList({ issuer: silent })], [silent])).toContain('leaves out cRLSign');
    expect(fault([issueRevocationList({ issuer: noted })], [noted])).toBeUndefined();
  });
});

test('what is damaged is refused or read, and never fails otherwise', () => {
  const der = Buffer.from(LIST.split('\n').slice(1, -2).join(''), 'base64');
  const certificates = [new X509Certificate(CA)];
  fc.assert(
    fc.property(fc.nat(der.length - 1), fc.nat(255), (at, byte) => {
      const changed = Buffer.from(der);
      changed[at] = byte;
      const text = `-----BEGIN X509 CRL-----\n${changed.toString('base64')}\n-----END X509 CRL-----`;
      try {
        revocationFault(read(text), certificates, NOW);
      } catch (error) {
        expect(misuseIn(error)).toBeDefined();
      }
    }),
    { numRuns: 2000 },
  );
});
