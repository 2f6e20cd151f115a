import { KeyObject, createPublicKey } from 'node:crypto';
import { base64 } from './binding';
import { Keys, issue, pem, pkcs8 } from './certificates';

/** As long as no text that an error may show is by accident. */
const WINDOW = 16;

const shop = issue({ dnsNames: ['shop.example.com'] });

/** The texts that hold one key: those that files hold, and what goes wrong on their way. */
export function textsOf(keys: Keys): string[] {
  const traditional = keys.privateKey.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1';
  return [pkcs8(keys), keys.privateKey.export({ type: traditional, format: 'pem' }).toString()].flatMap((key) => {
    const lines = key.split('\n');
    const body = lines.slice(1, -2);
    const der = Buffer.from(body.join(''), 'base64');
    return [
      key,
      ...[30, 60, 100, 150, key.length - 20].map((length) => key.slice(0, length)),
      ...[1, 30, 60].map((start) => key.slice(start)),
      ...[1, 2, body.length].map((index) => lines.toSpliced(index, 1).join('\n')),
      key + key,
      shop.pem + key,
      key + shop.pem,
      `\uFEFF${key.replaceAll('\n', '\r\n')}`,
      key.replaceAll('\n', '\\n'),
      key.replaceAll('\n', ' '),
      key.replaceAll('\n', ''),
      key.replaceAll('-----', '----'),
      body.join(''),
      body.join('\n'),
      base64(key),
      der.toString('utf8'),
      Buffer.from(key, 'utf16le').toString('utf8'),
      pem('CERTIFICATE', der),
      pem('RSA PRIVATE KEY', der),
      pem('EC PRIVATE KEY', der),
      pem('PRIVATE KEY', Buffer.from(der).fill(0, 60, 64)),
      pem('PRIVATE KEY', der.subarray(0, -1)),
      pem('OPENSSH PRIVATE KEY', der),
      pem('ENCRYPTED PRIVATE KEY', der),
      pem('X509 CRL', der),
      pem('SOMETHING', der),
      key.replace('-----BEGIN', `${body[0]}\n-----BEGIN`),
      key.replaceAll('PRIVATE KEY', body[0].replace(/[^A-Z]/g, '')),
      key.replace('\n', '\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n'),
    ];
  });
}

/** Finds any part of keys in what was written, in each form that a key may take. */
export class KeyDetector {
  private readonly secrets: ReadonlySet<string>;

  constructor(...keys: readonly KeyObject[]) {
    const open = new Set(keys.flatMap(publicForms).flatMap(runsOf));
    this.secrets = new Set(
      keys
        .flatMap(formsOf)
        .flatMap(runsOf)
        .filter((run) => !open.has(run)),
    );
  }

  /** The first part of a key in a text, whatever stands between its characters; undefined where there is none. */
  public find(text: string): string | undefined {
    const dense = text.replace(/(\\n|\s)+/g, '');
    for (let at = 0; at + WINDOW <= dense.length; at += 1) {
      const run = dense.slice(at, at + WINDOW);
      if (this.secrets.has(run)) {
        return run;
      }
    }
    return undefined;
  }
}

/** Base64, that of the whole file, that again, and hexadecimal. */
function formsOf(key: KeyObject): string[] {
  const text = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const body = text.split('\n').slice(1, -2).join('');
  return [body, base64(text), base64(base64(text)), base64(body), Buffer.from(body, 'base64').toString('hex')];
}

/** The public half, which certificates hold too, as base64 has it behind any number of bytes. */
function publicForms(key: KeyObject): string[] {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return [0, 1, 2].map((start) => der.subarray(start).toString('base64'));
}

function runsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - WINDOW + 1) }, (_, at) => text.slice(at, at + WINDOW));
}
