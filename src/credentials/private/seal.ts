import { constants, createCipheriv, KeyObject, publicEncrypt, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
/** All zeros: each key seals one text only. */
const NONCE = Buffer.alloc(12);

/**
 * Seals bytes so that the Sealed Secrets controller can unseal them: AES-256-GCM with a fresh key, which is itself encrypted by
 * RSA-OAEP with SHA-256. The label has to be the same when it is unsealed. In base64: two bytes with the length of the encrypted key,
 * that key, the encrypted text, and its tag.
 */
export function seal(plain: Buffer, controller: KeyObject, label: string): string {
  const key = randomBytes(KEY_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, NONCE);
  const text = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const sealedKey = publicEncrypt(
    {
      key: controller,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(label),
    },
    key,
  );
  const length = Buffer.alloc(2);
  length.writeUInt16BE(sealedKey.length);
  return Buffer.concat([length, sealedKey, text]).toString('base64');
}
