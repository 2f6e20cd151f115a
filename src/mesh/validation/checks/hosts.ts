import { unlessIpAddress } from './addresses';
import { isDnsLabel, isWildcardLabel } from './labels';
import { byteLength, parseGoInteger } from './text';
import { Faults } from '../validation-fault';

const LONGEST_NAME = 255;
/** What nearly all names look like, and nothing is wrong with: labels that begin with letters, none of which is too long. */
const PLAIN_LABEL = '[a-z](?:[-a-z0-9]*[a-z0-9])?';
const PLAIN_NAME = new RegExp(`^${PLAIN_LABEL}(?:\\.${PLAIN_LABEL})*$`);
const LONGEST_PLAIN_NAME = 63;

/** What is wrong with a domain name without wildcard; undefined where it is fine. */
export function faultOfDomain(domain: string): string | undefined {
  return isPlainName(domain) ? undefined : (faultOfLength(domain) ?? faultOfLabels(domain, domain));
}

/** What is wrong with a domain name whose first label may be a wildcard; undefined where it is fine. */
export function faultOfWildcardDomain(domain: string): string | undefined {
  if (isPlainName(domain)) {
    return undefined;
  }
  const fault = faultOfLength(domain);
  if (fault !== undefined) {
    return fault;
  }
  const dot = domain.indexOf('.');
  const first = dot < 0 ? domain : domain.slice(0, dot);
  if (!isWildcardLabel(first)) {
    return `"${domain}" is no domain name: its label "${first}" is none`;
  }
  return dot < 0 ? undefined : faultOfLabels(domain.slice(dot + 1), domain);
}

/**
 * What is wrong with a host of routes that are bound to gateways. Where they match by SNI, the names that Istio makes up for services
 * (`outbound_.80_._.shop.example`) are hosts as well.
 */
export function faultOfGatewayDomain(domain: string, matchesSni: boolean): string | undefined {
  if (!matchesSni || !domain.startsWith('outbound_')) {
    return faultOfWildcardDomain(domain);
  }
  const [, port, , host] = domain.split('_');
  const isWellFormed = domain.split('_').length >= 4 && /[0-9]/.test(port) && /[a-zA-Z]/.test(host);
  return faultOfLength(domain) ?? (isWellFormed ? undefined : `"${domain}" is not of the form outbound_.PORT_._.HOST`);
}

/** What is wrong with a wildcard that is only a part of a label, as in `*shop.example`. */
export function faultOfPartialWildcard(host: string): string | undefined {
  return host.includes('*') && host.length !== 1 && !host.startsWith('*.')
    ? `"${host}" has a wildcard that is less than a whole label`
    : undefined;
}

/** Checks a host of a Gateway: a name, or `namespace/name`. One that Istio made of the Gateway API may be for nobody (`~`). */
export function checkGatewayHost(host: string, isConverted: boolean, faults: Faults): void {
  const slash = host.indexOf('/');
  if (slash >= 0) {
    const [namespace, name] = [host.slice(0, slash), host.slice(slash + 1)];
    checkParts(namespace, name, faults);
    const isSpecial = namespace === '*' || namespace === '.' || (namespace === '~' && isConverted);
    if (!isSpecial && !isDnsLabel(namespace)) {
      faults.error(`"${namespace}" can't be a namespace`);
    }
  }
  const name = host.slice(slash + 1);
  faults.error(faultOfShortName(name));
  faults.error(unlessIpAddress(name, faultOfWildcardDomain(name)));
  faults.error(faultOfPartialWildcard(name));
}

/** Checks a host that a Sidecar lets out: `namespace/name`. */
export function checkEgressHost(host: string, faults: Faults): void {
  const slash = host.indexOf('/');
  if (slash < 0) {
    faults.error(`"${host}" is not of the form namespace/name`);
    return;
  }
  const [namespace, name] = [host.slice(0, slash), host.slice(slash + 1)];
  checkParts(namespace, name, faults);
  const included = namespace.replace(/^~/, '');
  if (included !== '' && included !== '*' && included !== '.' && !isDnsLabel(included)) {
    faults.error(`"${namespace}" can't be a namespace`);
  }
  faults.error(faultOfShortName(name));
  faults.error(faultOfWildcardDomain(name));
  faults.error(faultOfPartialWildcard(name));
}

function checkParts(namespace: string, name: string, faults: Faults): void {
  if (namespace === '' || name === '') {
    faults.error('a host with a slash needs a namespace before and a name after it');
  }
}

function faultOfShortName(name: string): string | undefined {
  return name === '*' || name.includes('.') ? undefined : `"${name}" is a short name, where a full one is needed`;
}

function isPlainName(domain: string): boolean {
  return domain.length <= LONGEST_PLAIN_NAME && PLAIN_NAME.test(domain);
}

function faultOfLength(domain: string): string | undefined {
  if (domain === '') {
    return 'a domain name is missing';
  }
  // No character has more than three bytes for each of its units in UTF-16.
  return domain.length * 3 > LONGEST_NAME && byteLength(domain) > LONGEST_NAME
    ? `"${domain}" has more than ${LONGEST_NAME} characters`
    : undefined;
}

/** Labels up to the end; a full name may end with a dot. */
function faultOfLabels(text: string, domain: string): string | undefined {
  const labels = text.split('.');
  const last = labels[labels.length - 1];
  if (parseGoInteger(last) !== undefined) {
    return `"${domain}" is no domain name: its last label is a number`;
  }
  const wrong = (last === '' ? labels.slice(0, -1) : labels).find((label) => !isDnsLabel(label));
  return wrong === undefined ? undefined : `"${domain}" is no domain name: its label "${wrong}" is none`;
}
