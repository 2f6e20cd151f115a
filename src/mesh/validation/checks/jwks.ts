import { at, isJsonObject, JsonObject } from '../../wire/json';

/** What Istio's reader of JSON Web Keys made of a text. */
export interface Jwks {
  /** Which of the keys hold more than what verifies a token. */
  readonly privateKeys: readonly number[];
}

/** Fields that each type of key needs, besides `d` of a private one. */
const REQUIRED: { readonly [kty: string]: readonly string[] } = {
  RSA: ['e', 'n'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
};
const BYTES: { readonly [kty: string]: readonly string[] } = {
  RSA: ['e', 'n', 'd', 'dp', 'dq', 'p', 'q', 'qi'],
  EC: ['x', 'y', 'd'],
  OKP: ['x', 'd'],
  oct: ['k'],
};
const TEXTS = ['alg', 'crv', 'kid', 'use', 'x5t', 'x5t#S256', 'x5u'];

/** The key set in a text, or what is wrong with it. */
export function readJwks(text: string): Jwks | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  if (!isJsonObject(json)) {
    return 'it is no object';
  }
  const keys = Object.hasOwn(json, 'keys') ? (json.keys ?? []) : [json];
  if (!Array.isArray(keys)) {
    return '"keys" is no list';
  }
  const faults = keys.map((key, index) => {
    const fault = isJsonObject(key) ? faultOfKey(key) : 'it is no object';
    return fault === undefined ? undefined : `key ${index}: ${fault}`;
  });
  const fault = faults.find((each) => each !== undefined);
  return fault ?? { privateKeys: [...keys.keys()].filter((index) => isPrivate(keys[index] as JsonObject)) };
}

function isPrivate(key: JsonObject): boolean {
  return key.kty === 'oct' || Object.hasOwn(key, 'd');
}

function faultOfKey(key: JsonObject): string | undefined {
  const kty = String(key.kty);
  if (typeof key.kty !== 'string' || !Object.hasOwn(REQUIRED, kty)) {
    return 'its type is none of RSA, EC, OKP and oct';
  }
  const missing = REQUIRED[kty].find((field) => !Object.hasOwn(key, field));
  if (missing !== undefined) {
    return `it has no ${missing}`;
  }
  const fields = kty === 'oct' || Object.hasOwn(key, 'd') ? BYTES[kty] : REQUIRED[kty].filter((each) => each !== 'crv');
  const wrong =
    fields.find((field) => Object.hasOwn(key, field) && !isBase64(key[field])) ??
    TEXTS.find((field) => Object.hasOwn(key, field) && !isText(key[field]));
  if (wrong !== undefined) {
    return `its ${wrong} can't be read`;
  }
  const operations = at(key, 'key_ops') ?? [];
  if (!Array.isArray(operations) || !operations.every(isText)) {
    return 'its key_ops are no list of texts';
  }
  return faultOfCertificates(at(key, 'x5c') ?? []);
}

/** Of certificates only the encoding is looked at. */
function faultOfCertificates(chain: unknown): string | undefined {
  return Array.isArray(chain) && chain.every((each) => typeof each === 'string' && isBase64(each))
    ? undefined
    : 'its x5c holds no certificates';
}

/** Null is a text without characters for Go. */
function isText(value: unknown): boolean {
  return typeof value === 'string' || value === null;
}

/** Base64 of either alphabet, with or without padding; Go skips line breaks. */
function isBase64(value: unknown): boolean {
  if (typeof value !== 'string') {
    return value === null;
  }
  const alphabet = /[+/]/.test(value) ? /^[A-Za-z0-9+/]*$/ : /^[A-Za-z0-9_-]*$/;
  const text = value.replace(/[\r\n]/g, '');
  const digits = text.replace(/={1,2}$/, '');
  const isPadded = value.endsWith('=');
  return alphabet.test(digits) && digits.length % 4 !== 1 && (!isPadded || text.length % 4 === 0);
}
