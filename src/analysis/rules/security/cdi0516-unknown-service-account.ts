import { AUTHORIZATION_POLICY, SERVICE_ACCOUNT } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { WORKLOADS, withoutWorkloads } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { termsOf } from './policy-terms';

const PRINCIPAL = /^[^/*]+\/ns\/([^/*]+)\/sa\/([^/*]+)$/;

/** Principals of service accounts that nobody has. */
export const UNKNOWN_SERVICE_ACCOUNT: Rule = {
  code: 'CDI0516',
  name: 'UnknownServiceAccount',
  severity: Severity.WARNING,
  summary: 'A rule of an AuthorizationPolicy names a service account that no workload of its namespace runs as.',
  explanation:
    'A client is known by the service account that its pods run as. One that no pod has is mostly a typing error, or was renamed: an ALLOW rule then allows nobody, and a DENY rule denies nobody.',
  fix: 'Correct the namespace or the name, or have the pods run as that service account (`serviceAccountName`).',
  docs: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
  inputs: [AUTHORIZATION_POLICY, SERVICE_ACCOUNT, ...WORKLOADS],
  // An app holds a part of the clients only.
  undecidable: (mesh) => (mesh.isPartial ? 'a part of a cluster does not tell of all clients' : withoutWorkloads(mesh)),
  check: (mesh, report) => {
    for (const policy of mesh.all(AUTHORIZATION_POLICY)) {
      for (const { attribute, wanted, unwanted } of termsOf(mesh, policy)) {
        for (const { values, path } of attribute === 'principals'
          ? [wanted, unwanted].flatMap((list) => list ?? [])
          : []) {
          values.forEach((value, index) => {
            const [, namespace = '', name = ''] = PRINCIPAL.exec(value) ?? [];
            const known = mesh.derive(accountsOf).get(namespace);
            if (known !== undefined && !known.has(name)) {
              const message = `'${value}' in ${policy.title} is nobody: no workload in ${namespace} runs as ${name}`;
              report({ object: policy, path: [...path, index], message });
            }
          });
        }
      }
    }
  },
};

/** The service accounts of the namespaces of which workloads are known. */
function accountsOf(mesh: Mesh): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { namespace, serviceAccount } of mesh.workloads.all) {
    found.set(namespace, (found.get(namespace) ?? new Set()).add(serviceAccount));
  }
  mesh.all(SERVICE_ACCOUNT).forEach(({ namespace, name }) => found.get(namespace)?.add(name));
  return found;
}
