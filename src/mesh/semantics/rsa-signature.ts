import { hexOf, sha256 } from './sha256';

/** What stands before a SHA-256 digest in a signature by PKCS #1 v1.5. */
const SHA256_PREFIX = '3031300d060960864801650304020105000420';

/** Whether a signature of RS256 is one of these bytes by the holder of a public key. */
export function isRs256Signature(
  bytes: Uint8Array,
  signature: Uint8Array,
  { modulus, exponent }: { readonly modulus: Uint8Array; readonly exponent: Uint8Array },
): boolean {
  const [n, e, s] = [numberOf(modulus), numberOf(exponent), numberOf(signature)];
  if (n === 0n || s >= n) {
    return false;
  }
  const expected = SHA256_PREFIX + hexOf(sha256(bytes));
  const length = n.toString(16).length + (n.toString(16).length % 2);
  const padding = 'f'.repeat(Math.max(length - expected.length - 6, 0));
  return power(s, e, n).toString(16).padStart(length, '0') === `0001${padding}00${expected}`;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) {
      result = (result * square) % modulus;
    }
    square = (square * square) % modulus;
  }
  return result;
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hexOf(bytes)}`);
}
