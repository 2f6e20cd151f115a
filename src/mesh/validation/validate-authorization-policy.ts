import { MeshObject } from '../mesh-object';
import { AuthorizationPolicySpec, Condition, Rule, RuleFrom, RuleTo } from '../wire/security';
import {
  faultOfAttribute,
  faultOfEmpty,
  faultOfPathTemplate,
  faultOfServiceAccount,
  faultOfTrustDomain,
  isPolicyAddress,
  isPolicyPort,
} from './checks/policy-values';
import { checkTargets } from './checks/selectors';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

type Spec = Decoded<AuthorizationPolicySpec>;

const ADDRESSES = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'] as const;
const NAMES = [
  'principals',
  'requestPrincipals',
  'namespaces',
  'notPrincipals',
  'notRequestPrincipals',
  'notNamespaces',
] as const;
const SERVICE_ACCOUNTS = ['serviceAccounts', 'notServiceAccounts'] as const;
const TRUST_DOMAINS = ['trustDomains', 'notTrustDomains'] as const;
/** What says who calls, beyond the address; an external authorizer is asked without it. */
const IDENTITIES = [...NAMES, ...SERVICE_ACCOUNTS, ...TRUST_DOMAINS] as const;
const SOURCES = [...ADDRESSES, ...IDENTITIES] as const;
const OF_SERVICE_ACCOUNTS: ReadonlySet<string> = new Set(SERVICE_ACCOUNTS);
const OF_TRUST_DOMAINS: ReadonlySet<string> = new Set(TRUST_DOMAINS);
/** What a service account stands for. */
const OF_PRINCIPALS = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'] as const;
/** What is known of a connection without requests. */
const OF_CONNECTIONS = [
  ...ADDRESSES,
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  ...SERVICE_ACCOUNTS,
] as const;
const PORTS = ['ports', 'notPorts'] as const;
const OPERATIONS = [...PORTS, 'methods', 'notMethods', 'paths', 'notPaths', 'hosts', 'notHosts'] as const;
const NOT_FOR_CUSTOM: ReadonlySet<string> = new Set([
  'source.namespace',
  'source.serviceAccount',
  'source.trustDomain',
  'source.principal',
]);

/** Checks an AuthorizationPolicy as Istio does. */
export function validateAuthorizationPolicy(spec: Spec, _object: MeshObject, faults: Faults): void {
  const { action = 'ALLOW', provider, rules = [] } = spec;
  checkTargets(spec, faults);
  if (action === 'CUSTOM') {
    checkCustom(spec, faults);
  } else if (provider !== undefined) {
    faults.error(`only CUSTOM has a provider, not ${action}`, 'provider');
  }
  if (action === 'DENY' && rules.length === 0) {
    faults.error('DENY without rules denies nothing', 'rules');
  }
  faults.each('rules', rules, (rule, place) => checkRule(rule, action, place));
}

function checkCustom({ provider, rules = [] }: Spec, faults: Faults): void {
  if (rules.length === 0) {
    faults.error('CUSTOM without rules asks about nothing', 'rules');
  } else if ((provider?.name ?? '') === '') {
    faults.error('CUSTOM needs a provider to ask', 'provider');
  }
  rules.forEach(({ from = [], when = [] }, index) => {
    const place = faults.at('rules', index);
    from.forEach(({ source }, at) => {
      for (const field of IDENTITIES.filter((each) => isGiven(source, each))) {
        place.error(`CUSTOM takes no ${field}`, 'from', at, 'source', field);
      }
    });
    when.forEach(({ key = '' }, at) => {
      if (NOT_FOR_CUSTOM.has(key) || key.startsWith('request.auth.')) {
        place.error(`CUSTOM takes no ${key}`, 'when', at, 'key');
      }
    });
  });
}

function checkRule(rule: Decoded<Rule>, action: string, faults: Faults): void {
  faults.each('from', rule.from, checkFrom);
  faults.each('to', rule.to, checkTo);
  faults.each('when', rule.when, checkCondition);
  if (action === 'DENY') {
    warnOfBlindness(rule, faults);
  }
}

function warnOfBlindness({ from = [], to = [] }: Decoded<Rule>, faults: Faults): void {
  const sources = from.flatMap(({ source }) => source ?? []);
  const operations = to.flatMap(({ operation }) => operation ?? []);
  const seesConnection = sources.some((source) => OF_CONNECTIONS.some((field) => isGiven(source, field)));
  const seesPort = operations.some((operation) => PORTS.some((field) => isGiven(operation, field)));
  const isBlind = operations.length > 0 ? !seesPort : sources.length > 0 && !seesConnection;
  if (isBlind) {
    faults.warning(
      'the rule knows nothing but HTTP, so that it denies all connections to ports of TCP: name the ports',
    );
  }
}

function checkFrom({ source }: Decoded<RuleFrom>, faults: Faults): void {
  if (source === undefined) {
    faults.error('a source is missing', 'source');
    return;
  }
  const place = faults.at('source');
  const given = givenOf(source, SOURCES);
  if (SERVICE_ACCOUNTS.some((field) => given.includes(field)) && OF_PRINCIPALS.some((field) => given.includes(field))) {
    place.error('serviceAccounts exclude principals and namespaces');
  }
  if (given.length === 0) {
    place.error('a source needs a field');
  }
  for (const field of ADDRESSES) {
    place.each(field, source[field], (address, at) =>
      at.error(isPolicyAddress(address) ? undefined : `"${address}" is neither an IP address nor a CIDR range`),
    );
  }
  for (const field of given) {
    const faultOf = OF_SERVICE_ACCOUNTS.has(field)
      ? faultOfServiceAccount
      : OF_TRUST_DOMAINS.has(field)
        ? faultOfTrustDomain
        : faultOfEmpty;
    place.error(faultOf(source[field] ?? []), field);
  }
}

function checkTo({ operation }: Decoded<RuleTo>, faults: Faults): void {
  if (operation === undefined) {
    faults.error('an operation is missing', 'operation');
    return;
  }
  const place = faults.at('operation');
  const given = givenOf(operation, OPERATIONS);
  if (given.length === 0) {
    place.error('an operation needs a field');
  }
  for (const field of PORTS) {
    place.each(field, operation[field], (port, at) =>
      at.error(isPolicyPort(port) ? undefined : `"${port}" is no port`),
    );
  }
  for (const field of given) {
    place.error(faultOfEmpty(operation[field] ?? []), field);
  }
  place.field('paths', operation.paths, (paths, at) => at.error(faultOfPathTemplate(paths)));
  place.field('notPaths', operation.notPaths, (paths, at) => at.error(faultOfPathTemplate(paths)));
}

function checkCondition({ key = '', values = [], notValues = [] }: Decoded<Condition>, faults: Faults): void {
  if (key === '') {
    faults.error('the key of the condition is missing', 'key');
    return;
  }
  if (values.length + notValues.length === 0) {
    faults.error(`the condition on ${key} needs values or notValues`);
    return;
  }
  faults.error(faultOfAttribute(key, values), 'values');
  faults.error(faultOfAttribute(key, notValues), 'notValues');
}

function givenOf<Field extends string>(
  owner: { readonly [Name in Field]?: readonly string[] },
  fields: readonly Field[],
): Field[] {
  return fields.filter((field) => isGiven(owner, field));
}

function isGiven<Field extends string>(
  owner: { readonly [Name in Field]?: readonly string[] } | undefined,
  field: Field,
): boolean {
  return (owner?.[field] ?? []).length > 0;
}
