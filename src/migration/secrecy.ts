import { isJsonObject } from '../mesh/wire/json';

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/;

/** How a PEM block begins in base64: at the beginning of the text, or behind other blocks, of which it then holds a whole. */
const PEM_IN_BASE64 = /^\s*LS0tLS1CRUdJTi[A-Za-z0-9+/=\s]+$/;

/** Members of a JSON Web Key that are secret. */
const JWK = /"(d|k)"\s*:\s*"[A-Za-z0-9_-]{16,}"/;

/** Whether a value of a manifest must never be printed: a Secret, or anything with a private key in it. */
export function holdsSecret(value: unknown): boolean {
  return (isJsonObject(value) && value.kind === 'Secret' && hasData(value)) || holdsPrivateKey(value);
}

function hasData(secret: { readonly [field: string]: unknown }): boolean {
  return (
    secret.data !== undefined || secret.stringData !== undefined || JSON.stringify(secret).includes('last-applied')
  );
}

function holdsPrivateKey(value: unknown): boolean {
  if (typeof value === 'string') {
    return (
      isPrivateKey(value) ||
      (PEM_IN_BASE64.test(value) && isPrivateKey(Buffer.from(value, 'base64').toString('latin1')))
    );
  }
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsPrivateKey);
}

function isPrivateKey(text: string): boolean {
  return PRIVATE_KEY.test(text) || (text.includes('"kty"') && JWK.test(text));
}
