import { AUTHORIZATION_POLICY } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

const EFFECTS: { readonly [action: string]: string } = {
  DENY: 'denies nothing',
  AUDIT: 'audits nothing',
  CUSTOM: 'asks its provider about nothing',
};

/** Policies that do nothing because they have no rules. */
export const POLICY_WITHOUT_RULES: Rule = {
  code: 'CDI0506',
  name: 'PolicyWithoutRules',
  severity: Severity.WARNING,
  summary: 'An AuthorizationPolicy that denies, audits or asks a provider has no rules.',
  explanation:
    'A policy without rules matches no request. With the action ALLOW that is a way to allow nothing; with DENY, AUDIT and CUSTOM it has no effect at all, while it looks as if it closed something.',
  fix: 'Add rules; `rules: [{}]` matches every request. To allow nothing, leave the action out.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy-rules',
  inputs: [AUTHORIZATION_POLICY],
  check: (mesh, report) => {
    for (const policy of mesh.all(AUTHORIZATION_POLICY)) {
      const effect = EFFECTS[policy.spec.action ?? 'ALLOW'];
      if (effect !== undefined && (policy.spec.rules ?? []).length === 0) {
        report({ object: policy, path: ['spec'], message: `${policy.title} ${effect}, because it has no rules` });
      }
    }
  },
};
