import { AUTHORIZATION_POLICY } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { termsOf } from './policy-terms';

/** Why no request has the value; undefined where one can. */
const FAULTS: { readonly [attribute: string]: (value: string) => string | undefined } = {
  paths: (value) => (/^[/*]/.test(value) ? undefined : "paths begin with '/'"),
  methods: (value) => (/[a-z]/.test(value) ? 'methods are in upper case' : undefined),
  hosts: (value) => (value.includes('/') ? 'the Host header has neither scheme nor path' : undefined),
};

/** Values of paths, methods and hosts that no request has. */
export const UNMATCHABLE_OPERATION: Rule = {
  code: 'CDI0504',
  name: 'UnmatchableOperation',
  severity: Severity.ERROR,
  summary: 'A rule of an AuthorizationPolicy asks for a path, method or host that no request has.',
  explanation:
    'Envoy compares a path with its leading slash, a method in upper case as clients send it, and the Host header, which has no scheme. A value that never occurs makes an ALLOW rule allow nothing, and worse, a DENY rule deny nothing, without any message.',
  fix: "Begin paths with '/' (or '*'), write methods in upper case, and hosts as the Host header has them.",
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
  inputs: [AUTHORIZATION_POLICY],
  check: (mesh, report) => {
    for (const policy of mesh.all(AUTHORIZATION_POLICY)) {
      for (const { attribute, wanted, unwanted } of termsOf(mesh, policy)) {
        for (const { values, path } of [wanted, unwanted].flatMap((list) => list ?? [])) {
          values.forEach((value, index) => {
            const fault = FAULTS[attribute]?.(value);
            if (fault !== undefined) {
              const message = `'${value}' in ${policy.title} matches no request: ${fault}`;
              report({ object: policy, path: [...path, index], message });
            }
          });
        }
      }
    }
  },
};
