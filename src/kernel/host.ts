import { misuse } from './errors';
import { shownValue } from './redact-keys';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/i;
/** A name that ends like this is an IP address, or looks like one. */
const DIGITS = /^[0-9]+$/;
const LONGEST_HOST = 253;

/** The last text that was a host: one host goes through the checks of several objects in a row. */
let lastHost = '*';

/** Whether the text is a DNS name, with a wildcard at most as its whole first label, or `*` alone. */
export function isHost(text: string): boolean {
  if (text === lastHost) {
    return true;
  }
  const valid = text === '*' || isName(text);
  lastHost = valid ? text : lastHost;
  return valid;
}

function isName(text: string): boolean {
  const labels = (text.startsWith('*.') ? text.slice(2) : text).split('.');
  return text.length <= LONGEST_HOST && labels.every((label) => LABEL.test(label)) && !DIGITS.test(labels.at(-1) ?? '');
}

/** Throws unless the text is a host as Istio takes it; returns it as it is. */
export function checkHost(host: string, field: string, at?: string): string {
  if (typeof host !== 'string' || !isHost(host)) {
    throw misuse({
      at,
      rule: `${field} must be a DNS name`,
      received: host,
      fix: hostFix(host),
    });
  }
  return host;
}

/** Throws unless the text is a fully spelled host: no wildcard. */
export function checkExactHost(host: string, field: string, at?: string): string {
  checkHost(host, field, at);
  if (host.includes('*')) {
    throw misuse({ at, rule: `${field} must not be a wildcard`, received: host, fix: 'spell the whole host' });
  }
  return host;
}

function hostFix(host: unknown): string {
  // Nor is a part of a key shown that somebody has put here.
  if (typeof host !== 'string' || host.length === 0 || shownValue(host) !== host) {
    return "give a name such as 'shop.example.com'";
  }
  if (host.includes('://')) {
    return `leave out the scheme: '${host.replace(/^.*?:\/\//, '').split('/')[0]}'`;
  }
  if (host.includes(':')) {
    return `leave out the port: '${host.split(':')[0]}'`;
  }
  if (host.includes('/')) {
    return `leave out the path: '${host.split('/')[0]}'`;
  }
  if (host.includes('*')) {
    return "a wildcard stands for the whole first label: '*.example.com', or '*' alone";
  }
  if (/(^|\.)[0-9]+$/.test(host)) {
    return 'give a name, no IP address; no name ends in a label of digits alone';
  }
  return "use letters, digits and '-' in labels of 1 to 63 characters, joined by '.', at most 253 in all";
}
