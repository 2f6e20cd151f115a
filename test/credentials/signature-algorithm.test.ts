import { X509Certificate } from 'node:crypto';
import * as fc from 'fast-check';
import { brokenHashOf } from '../../src/credentials/private/signature-algorithm';
import { makeSelfSigned } from '../../src/credentials/private/x509';

const { raw } = new X509Certificate(
  makeSelfSigned({
    commonName: 'shop.example.com',
    dnsNames: ['shop.example.com'],
    keySize: 2048,
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2027-01-01'),
    serialNumber: Uint8Array.from([1]),
  }).certificate,
);
const SHA256_WITH_RSA = Buffer.from('2a864886f70d01010b', 'hex');

/** The certificate with another last byte in the object identifier of its signature. */
function signedBy(last: number): Buffer {
  const der = Buffer.from(raw);
  der[der.lastIndexOf(SHA256_WITH_RSA) + SHA256_WITH_RSA.length - 1] = last;
  return der;
}

test.each([
  [0x04, 'MD5'],
  [0x05, 'SHA-1'],
  [0x0b, undefined],
  [0x0d, undefined],
])('algorithm 1.2.840.113549.1.1.%i', (last, hash) => {
  expect(brokenHashOf(signedBy(last))).toBe(hash);
});

test('of what is cut off or no certificate, nothing is known', () => {
  fc.assert(
    fc.property(fc.nat(raw.length - 300), (length) => {
      expect(brokenHashOf(signedBy(0x05).subarray(0, length))).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(() => brokenHashOf(Buffer.from(bytes))).not.toThrow();
    }),
  );
});
