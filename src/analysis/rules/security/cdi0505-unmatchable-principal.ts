import { AUTHORIZATION_POLICY } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { termsOf } from './policy-terms';

/** Why no client has the value; undefined where one can. */
const FAULTS: { readonly [attribute: string]: (value: string) => string | undefined } = {
  principals: (value) =>
    value.startsWith('spiffe://')
      ? "principals are written without 'spiffe://'"
      : /[/*]/.test(value)
        ? undefined
        : 'a principal is TRUST-DOMAIN/ns/NAMESPACE/sa/SERVICE-ACCOUNT',
  requestPrincipals: (value) => (/[/*]/.test(value) ? undefined : 'a request principal is ISSUER/SUBJECT'),
};

/** Principals that no client has. */
export const UNMATCHABLE_PRINCIPAL: Rule = {
  code: 'CDI0505',
  name: 'UnmatchablePrincipal',
  severity: Severity.ERROR,
  summary: 'A rule of an AuthorizationPolicy asks for a principal that no client has.',
  explanation:
    "A principal is the SPIFFE ID of the client's certificate without its scheme, such as `cluster.local/ns/shop/sa/front`; a request principal is the issuer of a token, a slash and its subject. With any other form an ALLOW rule allows nobody and a DENY rule denies nobody.",
  fix: 'Write `cluster.local/ns/NAMESPACE/sa/SERVICE-ACCOUNT` and `ISSUER/SUBJECT`, with `*` at either end where any will do; or use `namespaces` and `serviceAccounts`.',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
  inputs: [AUTHORIZATION_POLICY],
  check: (mesh, report) => {
    for (const policy of mesh.all(AUTHORIZATION_POLICY)) {
      for (const { attribute, wanted, unwanted } of termsOf(mesh, policy)) {
        for (const { values, path } of [wanted, unwanted].flatMap((list) => list ?? [])) {
          values.forEach((value, index) => {
            const fault = FAULTS[attribute]?.(value);
            if (fault !== undefined) {
              const message = `'${value}' in ${policy.title} is the principal of no client: ${fault}`;
              report({ object: policy, path: [...path, index], message });
            }
          });
        }
      }
    }
  },
};
