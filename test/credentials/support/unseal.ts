import { KeyObject, constants, createDecipheriv, privateDecrypt } from 'node:crypto';

/** What the Sealed Secrets controller does with a text; throws where the label is another one. */
export function unseal(text: string, label: string, controllerKey: KeyObject): string {
  const bytes = Buffer.from(text, 'base64');
  const keyEnd = 2 + bytes.readUInt16BE();
  const key = privateDecrypt(
    {
      key: controllerKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(label),
    },
    bytes.subarray(2, keyEnd),
  );
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(keyEnd, -16)), decipher.final()]).toString();
}
