import { checkHost, isHost } from '../../kernel/host';
import { ServiceEntryProps } from '../service-entry-props';
import { ServiceEntryResolution } from '../service-entry-resolution';
import { Field } from './field';
import { checkCount, checkDistinct } from './limits';

const MOST_HOSTS = 256;

/** A wildcard that stands for the beginning of the first label only. */
const PARTIAL_WILDCARD = /^\*-?(?=[a-z0-9])/i;

const { DNS, DNS_ROUND_ROBIN, DYNAMIC_DNS } = ServiceEntryResolution;

/** Throws unless these are hosts that Istio takes with the resolution. */
export function checkEntryHosts(entry: ServiceEntryProps): string[] {
  const field = new Field('hosts');
  if (entry.hosts.length === 0) {
    throw field.fault(
      'must have at least one entry',
      entry.hosts,
      "give the names that clients use: ['api.example.com']",
    );
  }
  checkCount(entry.hosts.length, MOST_HOSTS, field);
  entry.hosts.forEach((host, index) => checkEntryHost(host, entry, field.entry(index)));
  checkDistinct(entry.hosts, field);
  return [...entry.hosts];
}

function checkEntryHost(host: string, entry: ServiceEntryProps, field: Field): void {
  const isDynamic = entry.resolution === DYNAMIC_DNS;
  if (host === '*') {
    throw field.fault('must not be a wildcard for everything', host, "narrow it down: '*.example.com'");
  }
  if (!isDynamic || typeof host !== 'string' || !isHost(host.replace(PARTIAL_WILDCARD, ''))) {
    checkHost(host, 'a host of a ServiceEntry');
  }
  if (isDynamic && !host.startsWith('*')) {
    throw field.fault('must be a wildcard for resolution DYNAMIC_DNS', host, 'use resolution DNS for a whole name');
  }
  const looksUpHosts = entry.resolution === DNS || entry.resolution === DNS_ROUND_ROBIN;
  if (looksUpHosts && host.includes('*') && (entry.endpoints ?? []).length === 0) {
    throw field.fault(
      `must not be a wildcard for resolution ${entry.resolution} without endpoints, because there is no name to look up`,
      host,
      'spell the host, name what to look up in `endpoints`, or use resolution DYNAMIC_DNS',
    );
  }
}
