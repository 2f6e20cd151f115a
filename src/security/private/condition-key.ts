import { misuse } from '../../kernel/errors';
import { Check, checkPattern, checkWildcard } from './check';
import {
  checkNamespace,
  checkPrincipal,
  checkRequestPrincipal,
  checkServiceAccount,
  checkTrustDomain,
} from './identity';
import { checkIpBlock } from './ip-block';
import { checkPortText } from './request';

/** The keys without a name in brackets, and what their values must be. */
const KEYS: ReadonlyMap<string, Check> = new Map([
  ['source.ip', checkIpBlock],
  ['remote.ip', checkIpBlock],
  ['source.namespace', checkNamespace],
  ['source.serviceAccount', checkServiceAccount],
  ['source.principal', checkPrincipal],
  ['source.trustDomain', checkTrustDomain],
  ['request.auth.principal', checkRequestPrincipal],
  ['request.auth.audiences', checkPattern],
  ['request.auth.presenter', checkPattern],
  ['destination.ip', checkIpBlock],
  ['destination.port', checkPortText],
  ['connection.sni', checkWildcard],
]);

/** The keys with a name in brackets; their values are any texts. */
const BRACKETED: readonly RegExp[] = [
  /^request\.headers\[:?[!#$%&'*+.^_`|~0-9A-Z-]+\]$/i,
  /^request\.auth\.claims(\[[^[\]]+\])+$/,
  /^experimental\.envoy\.filters\.[^[\]]+\[.+\]$/,
];

/** What the values of a condition with this key must be; throws if Istio has no such key. */
export function checkOfKey(key: string): Check {
  const check = KEYS.get(key) ?? (BRACKETED.some((form) => form.test(key)) ? checkPattern : undefined);
  if (check === undefined) {
    throw misuse({
      rule: 'Istio has no condition with this key',
      received: key,
      fix: fixOf(key),
    });
  }
  return check;
}

function fixOf(key: string): string {
  if (key.startsWith('destination.labels') || key === 'destination.name') {
    return 'choose the workloads with the target of the policy';
  }
  if (key === 'destination.namespace') {
    return 'put the policy into that namespace';
  }
  const bracketed = ['request.headers[name]', 'request.auth.claims[name]', 'experimental.envoy.filters.<filter>[key]'];
  return `use ${[...KEYS.keys(), ...bracketed].join(', ')}; a newer Istio's goes into \`overrides\` of the rule`;
}
