import { isIPv4, isIPv6 } from 'node:net';
import { misuse } from '../../../kernel/errors';
import { isHost } from '../../../kernel/host';
import { isObjectName } from '../../../kernel/kube-name';
import { readCertificates } from '../../private/certificate';
import { SecretKeySelector } from '../secret-key-selector';

type Rendered = { readonly [field: string]: unknown };

const SECRET_KEY = /^[-._a-zA-Z0-9]{1,253}$/;

/** Throws unless the text is there; returns it as it is. */
export function checkText(text: string, field: string): string {
  if (typeof text !== 'string' || text.trim() === '') {
    throw misuse({ rule: `${field} must not be empty`, received: text, fix: `give ${field} as a text` });
  }
  return text;
}

/** Throws unless the text can name a Secret; it may be what belongs into one, so it is not shown. */
export function checkSecretName(name: string, field: string): string {
  if (typeof name !== 'string' || !isObjectName(name)) {
    throw misuse({
      rule: `${field} must name a Secret`,
      received: 'a text that names none, and that may be secret, so it is not shown',
      fix: 'put the value into a Secret, and give the name of that',
    });
  }
  return name;
}

/** A reference to a value in a Secret. */
export function renderSecretKey(selector: SecretKeySelector, field: string): Rendered {
  const { name, key } = selector;
  if (typeof key !== 'string' || !SECRET_KEY.test(key)) {
    throw misuse({
      rule: `${field} must name a key of a Secret`,
      received: 'a text that names none, and that may be secret, so it is not shown',
      fix: "put the value into a Secret, and say where it is: `{ name: 'dns-account', key: 'token' }`",
    });
  }
  return { name: checkSecretName(name, field), key };
}

/** Throws unless the text is a host, with a port or without. */
export function checkNameserver(text: string, field: string): string {
  const [, bracketed, host = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(checkText(text, field)) ?? [];
  const isName = isHost(host.replace(/\.$/, '')) && !host.startsWith('*');
  const isThere = bracketed === undefined ? isName || isIPv4(host) : isIPv6(bracketed);
  if (!isThere || (port !== undefined && !(Number(port) >= 1 && Number(port) <= 65535))) {
    throw misuse({
      rule: `${field} must be a host, or a host and a port; an IPv6 address stands in brackets`,
      received: text,
      fix: "write it as 'ns.example.com:53', '10.0.0.53' or '[2001:db8::1]:53'",
    });
  }
  return text;
}

/** Throws unless the text is an address that begins with one of the schemes. */
export function checkUrl(url: string, field: string, schemes: readonly string[] = ['https']): string {
  const { protocol, host } = URL.canParse(url) ? new URL(url) : { protocol: '', host: '' };
  if (host === '' || !schemes.includes(protocol.slice(0, -1))) {
    throw misuse({
      rule: `${field} must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
      received: url,
      fix: `write it as '${schemes[0]}://ca.example.com/...'`,
    });
  }
  return url;
}

/** Certificates in PEM as a field of bytes has them. */
export function renderCaBundle(text: string | undefined, field: string): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  readCertificates({ text, name: field });
  return Buffer.from(text).toString('base64');
}

/** Throws where a path of Vault has a part that leads upwards, which cert-manager's webhook refuses. */
export function checkVaultPath(path: string, field: string): string {
  checkText(path, field);
  if (path.split('/').includes('..')) {
    throw misuse({
      rule: `${field} must not lead upwards`,
      received: path,
      fix: "write the path from its beginning, without '..'",
    });
  }
  return path;
}
