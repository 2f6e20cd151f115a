import { misuse } from '../../kernel/errors';
import { bareHosts } from '../../kernel/host-match';
import { shownValue } from '../../kernel/redact-keys';

const IPV4 = /^\d+(\.\d+){3}$/;
const MOST_NAMES_SHOWN = 5;

/** Whether the text is an IP address, for which TLS clients send no server name. */
function isIpAddress(text: string): boolean {
  return IPV4.test(text) || text.includes(':');
}

/**
 * Whether a DNS name of a certificate covers a host of a server, as TLS clients read it: a wildcard stands for exactly one label,
 * the leftmost, above at least two others. A wildcard host is covered by the same wildcard only.
 */
export function covers(dnsName: string, host: string): boolean {
  const name = dnsName.toLowerCase();
  const wanted = host.toLowerCase();
  if (wanted === '*' || isIpAddress(wanted)) {
    return false;
  }
  if (!name.includes('*')) {
    return name === wanted;
  }
  const parent = name.slice(1);
  if (!name.startsWith('*.') || parent.includes('*') || parent.split('.').length < 3) {
    return false;
  }
  const dot = wanted.indexOf('.');
  return dot > 0 && wanted.slice(dot) === parent;
}

/** The DNS names in what Node says of a certificate's subject alternative names. */
export function dnsNamesOf(subjectAltName: string | undefined): string[] {
  // Names that could be mistaken for two are written as JSON strings; no host looks like that, so they are passed over.
  const entry = /([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/y;
  const names: string[] = [];
  for (let found = entry.exec(subjectAltName ?? ''); found !== null; found = entry.exec(subjectAltName ?? '')) {
    if (found[1] === 'DNS' && !found[2].startsWith('"')) {
      names.push(found[2]);
    }
  }
  return names;
}

/** What {@link checkHostsCovered} compares. */
export interface HostCoverage {
  /** The construct path. */
  readonly at: string;
  /** The certificate's DNS names. */
  readonly names: readonly string[];
  /** The hosts of the servers. */
  readonly hosts: readonly string[];
}

/** Throws unless each host is covered by a name of the certificate. */
export function checkHostsCovered({ at, names, hosts }: HostCoverage): void {
  for (const whole of hosts) {
    const [host] = bareHosts([whole]);
    if (host === '*') {
      throw misuse({
        at,
        rule: "no certificate covers host '*'",
        received: host,
        fix: "name the hosts, or a wildcard such as '*.example.com'; a Secret by Credential.existing() is not checked",
      });
    }
    if (!names.some((name) => covers(name, host))) {
      // A key may stand on both sides of the slash.
      const shown = shownValue(whole) === whole ? host : shownValue(whole);
      throw misuse({
        at,
        rule: `the certificate must cover host '${shown}' by a DNS name of its own: clients look at no common name, and read a wildcard as one label`,
        received: describe(names),
        fix: `use a certificate with subject alternative name '${shown}'${fixOf(host)}`,
      });
    }
  }
}

function describe(names: readonly string[]): string {
  if (names.length === 0) {
    return 'a certificate without DNS names';
  }
  const rest = names.length - MOST_NAMES_SHOWN;
  return `a certificate for ${names.slice(0, MOST_NAMES_SHOWN).map(shownValue).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function fixOf(host: string): string {
  if (isIpAddress(host)) {
    return ' - which clients do not ask for by IP address, so serve it by a name';
  }
  return host.startsWith('*.') ? '' : `, or serve only hosts that it names`;
}
