import { domainToASCII } from 'node:url';
import { IConstruct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { checkHost } from '../../kernel/host';
import { bareHosts } from '../../kernel/host-match';
import { shownValue } from '../../kernel/redact-keys';
import { checkHostsCovered, covers } from './san';

const LONGEST_COMMON_NAME = 64;

/** The common name of a certificate: the first of its names that is short enough, or the name of its Secret. */
export function commonNameOf(dnsNames: readonly string[], name: string): string {
  return dnsNames.find((each) => each.length <= LONGEST_COMMON_NAME) ?? name.slice(0, LONGEST_COMMON_NAME);
}

/** The DNS names of a certificate to be made: those asked for, which have to cover the hosts, or else the hosts. */
export function dnsNamesFor(
  scope: IConstruct,
  asked: readonly string[] | undefined,
  hosts: readonly string[],
): readonly string[] {
  // A key may stand on both sides of the slash that follows a namespace.
  hosts.filter((host) => shownValue(host) !== host).forEach((host) => checkHost(host, 'a host', scope.node.path));
  const defaults = bareHosts(hosts);
  checkHostsCovered({ at: scope.node.path, names: asked ?? defaults, hosts });
  const dnsNames = asked ?? checkDnsNames(defaults, scope.node.path);
  if (dnsNames.length === 0) {
    throw misuse({
      at: scope.node.path,
      rule: 'a certificate needs a DNS name',
      received: 'neither dnsNames nor hosts',
      fix: "give the names: `dnsNames: ['shop.example.com']`",
    });
  }
  return dnsNames;
}

/** Throws unless the names can stand in a certificate; returns each once, in lower case. */
export function checkDnsNames(names: readonly string[], at: string): string[] {
  for (const name of names) {
    if (/[^\0-\x7f]/.test(name)) {
      throw misuse({
        at,
        rule: 'a DNS name of a certificate must be in ASCII, as DNS has it',
        received: name,
        fix: `write it as '${shownValue(domainToASCII(name))}'`,
      });
    }
    checkHost(name, 'a DNS name of a certificate', at);
    if (!covers(name, name)) {
      throw misuse({
        at,
        rule: 'a DNS name of a certificate must be one that clients accept: no IP address, and a wildcard above two labels',
        received: name,
        fix: "give a name such as 'shop.example.com' or '*.example.com'",
      });
    }
  }
  return [...new Set(names.map((name) => name.toLowerCase()))];
}
