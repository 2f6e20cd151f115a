import { AUTHORIZATION_POLICY } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { termsOf } from './policy-terms';

/** Attributes whose values are compared as texts, with `*` at one end. */
const TEXTS: ReadonlySet<string> = new Set([
  'principals',
  'requestPrincipals',
  'namespaces',
  'serviceAccounts',
  'hosts',
  'methods',
  'paths',
  'ports',
  'headers',
]);

/** Rules that exclude all that they ask for. */
export const CONTRADICTING_RULE: Rule = {
  code: 'CDI0514',
  name: 'ContradictingRule',
  severity: Severity.ERROR,
  summary: 'A rule of an AuthorizationPolicy excludes every value that it asks for.',
  explanation:
    'A list and its `not` form are both to hold. If each value of the one is excluded by the other, nothing satisfies the rule: an ALLOW rule allows nothing, a DENY rule denies nothing.',
  fix: 'Take the values out of one of the two lists.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule',
  inputs: [AUTHORIZATION_POLICY],
  check: (mesh, report) => {
    for (const policy of mesh.all(AUTHORIZATION_POLICY)) {
      for (const { rule, attribute, wanted, unwanted } of termsOf(mesh, policy)) {
        if (wanted === undefined || unwanted === undefined || !TEXTS.has(attribute)) {
          continue;
        }
        if (wanted.values.every((value) => unwanted.values.some((excluded) => isExcluded(value, excluded)))) {
          const message = `Rule ${rule} of ${policy.title} matches nothing: it excludes all ${attribute} that it asks for`;
          report({ object: policy, path: wanted.path, message, related: [{ object: policy, path: unwanted.path }] });
        }
      }
    }
  },
};

/** Whether all that a value matches is matched by another. Templates of paths (`{*}`) are only equal to themselves. */
function isExcluded(value: string, excluded: string): boolean {
  if (value === excluded || excluded === '*') {
    return true;
  }
  if (excluded.includes('{') || value.includes('{')) {
    return false;
  }
  return (
    (excluded.endsWith('*') && !value.startsWith('*') && value.startsWith(excluded.slice(0, -1))) ||
    (excluded.startsWith('*') && !value.endsWith('*') && value.endsWith(excluded.slice(1)))
  );
}
