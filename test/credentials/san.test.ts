import { X509Certificate } from 'node:crypto';
import * as fc from 'fast-check';
import { covers, dnsNamesOf } from '../../src/credentials/private/san';
import { issue } from './support/certificates';

describe('a DNS name of a certificate', () => {
  test.each<[string, string, boolean]>([
    ['shop.example.com', 'shop.example.com', true],
    ['SHOP.example.com', 'shop.EXAMPLE.com', true],
    ['shop.example.com', 'example.com', false],
    ['example.com', 'shop.example.com', false],
    ['*.example.com', 'shop.example.com', true],
    ['*.example.com', 'a.shop.example.com', false],
    ['*.example.com', 'example.com', false],
    ['*.example.com', '*.example.com', true],
    ['*.EXAMPLE.com', '*.example.COM', true],
    ['*.shop.example.com', '*.example.com', false],
    ['*.example.com', '*.shop.example.com', false],
    ['shop.example.com', '*.example.com', false],
    ['example.com', '*.example.com', false],
    ['s*.example.com', 'shop.example.com', false],
    ['*p.example.com', 'shop.example.com', false],
    ['shop.*.com', 'shop.example.com', false],
    ['*.*.com', 'shop.example.com', false],
    ['*.com', 'example.com', false],
    ['*.com', '*.com', false],
    ['*', 'shop', false],
    ['*', '*', false],
    ['localhost', 'localhost', true],
    ['*.example.com', '*', false],
    ['10.0.0.1', '10.0.0.1', false],
    ['*.0.0.1', '10.0.0.1', false],
  ])('%s covers %s: %s', (name, host, expected) => {
    expect(covers(name, host)).toBe(expected);
  });

  const label = fc.constantFrom('a', 'b', 'shop', 'x1', 'xn--bcher-kva', 'com');
  const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
  const name = fc.oneof(
    host,
    host.map((rest) => `*.${rest}`),
    host.map((rest) => `a*.${rest}`),
    fc.tuple(label, host).map(([first, rest]) => `${first}.*.${rest}`),
    fc.tuple(label, host).map(([first, rest]) => `${first}.${rest}`.toUpperCase()),
  );

  test('covers the hosts that OpenSSL says it covers', () => {
    fc.assert(
      fc.property(name, host, (dnsName, wanted) => {
        const certificate = new X509Certificate(issue({ dnsNames: [dnsName] }).pem);
        const oracle = certificate.checkHost(wanted, { subject: 'never', partialWildcards: false });
        expect(covers(dnsName, wanted)).toBe(oracle !== undefined);
      }),
      { numRuns: 500 },
    );
  });

  test('covers a wildcard host exactly where it covers every host below it', () => {
    fc.assert(
      fc.property(name, host, label, (dnsName, parent, first) => {
        if (covers(dnsName, `*.${parent}`)) {
          expect(covers(dnsName, `${first}.${parent}`)).toBe(true);
        }
        const everything = ['a', 'b', 'other'].every((each) => covers(dnsName, `${each}.${parent}`));
        expect(covers(dnsName, `*.${parent}`)).toBe(everything);
      }),
    );
  });
});

describe("Node's text of subject alternative names", () => {
  test.each<[string | undefined, string[]]>([
    [undefined, []],
    ['', []],
    ['DNS:a.example.com', ['a.example.com']],
    ['DNS:a.example.com, DNS:*.example.com', ['a.example.com', '*.example.com']],
    ['IP Address:10.0.0.1, DNS:a.example.com, email:a@example.com, URI:spiffe://a', ['a.example.com']],
    ['DNS:"a.example.com, DNS:evil.example.com", DNS:b.example.com', ['b.example.com']],
    ['othername:<unsupported>, DNS:a.example.com', ['a.example.com']],
  ])('%s', (text, expected) => {
    expect(dnsNamesOf(text)).toEqual(expected);
  });

  test('can not be made to show a name that the certificate has not', () => {
    const { pem } = issue({ dnsNames: ['a.example.com, DNS:evil.example.com', 'b.example.com'] });
    expect(dnsNamesOf(new X509Certificate(pem).subjectAltName)).toEqual(['b.example.com']);
  });

  test('agrees with what was put in', () => {
    fc.assert(
      fc.property(fc.array(fc.domain(), { minLength: 1, maxLength: 5 }), (dnsNames) => {
        expect(dnsNamesOf(new X509Certificate(issue({ dnsNames }).pem).subjectAltName)).toEqual(dnsNames);
      }),
      { numRuns: 50 },
    );
  });
});
