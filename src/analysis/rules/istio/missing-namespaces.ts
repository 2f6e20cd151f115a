import { AUTHORIZATION_POLICY, NAMESPACE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Report } from '../../rule';

/** Namespaces that AuthorizationPolicies name and that are not there. Without any Namespace among the manifests, nothing is known of them. */
export function checkNamespaces(mesh: Mesh, report: Report): void {
  const names = mesh.all(NAMESPACE).map(({ name }) => name);
  const lowerCased = new Set(names.map((name) => name.toLowerCase()));
  const isThere = (pattern: string): boolean =>
    pattern.includes('*') ? names.some((name) => matches(name, pattern)) : lowerCased.has(pattern.toLowerCase());
  for (const object of names.length === 0 ? [] : mesh.all(AUTHORIZATION_POLICY)) {
    for (const [rule, { from = [] }] of (object.spec.rules ?? []).entries()) {
      for (const [index, { source = {} }] of from.entries()) {
        for (const field of ['namespaces', 'notNamespaces'] as const) {
          for (const [at, pattern] of (source[field] ?? []).entries()) {
            if (!isThere(pattern)) {
              report({
                object,
                path: ['spec', 'rules', rule, 'from', index, 'source', field, at],
                message: `${object.title} names namespace ${pattern}, which is not there`,
              });
            }
          }
        }
      }
    }
  }
}

/** Istio's patterns: a `*` at one end. */
function matches(name: string, pattern: string): boolean {
  if (pattern.startsWith('*')) {
    return name.endsWith(pattern.slice(1));
  }
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name.toLowerCase() === pattern.toLowerCase();
}
