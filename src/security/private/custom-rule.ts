import * as security from '../../../imports/security';

const SOURCE_FIELDS: ReadonlyArray<keyof security.Source> = [
  'principals',
  'notPrincipals',
  'serviceAccounts',
  'notServiceAccounts',
  'namespaces',
  'notNamespaces',
  'trustDomains',
  'notTrustDomains',
  'requestPrincipals',
  'notRequestPrincipals',
];
const KEYS = ['source.namespace', 'source.serviceAccount', 'source.trustDomain', 'source.principal'];

/** The first part of the rule that Istio refuses together with the action CUSTOM; undefined where it takes the rule. */
export function unsupportedWithCustom(rule: security.Rule): string | undefined {
  for (const { source } of rule.from ?? []) {
    const field = SOURCE_FIELDS.find((name) => source?.[name] !== undefined);
    if (field !== undefined) {
      return `from.source.${field}`;
    }
  }
  return rule.when?.find(({ key }) => KEYS.includes(key) || key.startsWith('request.auth.'))?.key;
}
