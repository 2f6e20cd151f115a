import { AUTHORIZATION_POLICY, CONFIG_MAP, REQUEST_AUTHENTICATION, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { httpMatchesWith } from '../route/http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { termsOf, TOKEN_ATTRIBUTES } from './policy-terms';

const CLAIMS = '@request.auth.claims';

/** RequestAuthentications where a request without a token is as good as one with it. */
export const TOKEN_NOT_REQUIRED: Rule = {
  code: 'CDI0512',
  name: 'TokenNotRequired',
  severity: Severity.INFO,
  summary: 'A RequestAuthentication checks tokens, and nothing asks for one.',
  explanation:
    'A RequestAuthentication refuses a token that is wrong. It lets a request without any token pass: that one is needed, or which, is for an AuthorizationPolicy to say, or for a route that looks at claims. There is neither for its namespace.',
  fix: 'Add an AuthorizationPolicy that asks for a token, such as action DENY with `notRequestPrincipals: ["*"]`.',
  docs: 'https://istio.io/latest/docs/tasks/security/authentication/authn-policy/#require-a-valid-token',
  inputs: [REQUEST_AUTHENTICATION, AUTHORIZATION_POLICY, VIRTUAL_SERVICE, CONFIG_MAP],
  check: (mesh, report) => {
    const { rootNamespace } = mesh.config;
    const asking = namespacesThatAsk(mesh);
    for (const object of mesh.all(REQUEST_AUTHENTICATION)) {
      const isAsked =
        mesh.derive(routesByClaims) ||
        asking.has(object.namespace) ||
        asking.has(rootNamespace) ||
        (object.namespace === rootNamespace && asking.size > 0);
      if ((object.spec.jwtRules ?? []).length > 0 && !isAsked) {
        report({ object, path: ['spec', 'jwtRules'], message: `${object.title} lets requests without a token pass` });
      }
    }
  },
};

/** The namespaces with a policy that looks at tokens, or leaves it to a provider. */
function namespacesThatAsk(mesh: Mesh): ReadonlySet<string> {
  const asking = mesh
    .all(AUTHORIZATION_POLICY)
    .filter(
      (policy) =>
        policy.spec.action === 'CUSTOM' ||
        termsOf(mesh, policy).some(({ attribute }) => TOKEN_ATTRIBUTES.has(attribute)),
    );
  return new Set(asking.map(({ namespace }) => namespace));
}

function routesByClaims(mesh: Mesh): boolean {
  return [...httpMatchesWith(mesh, 'headers'), ...httpMatchesWith(mesh, 'withoutHeaders')].some(
    ({ match: { headers, withoutHeaders } }) =>
      Object.keys({ ...headers, ...withoutHeaders }).some((name) => name.startsWith(CLAIMS)),
  );
}
