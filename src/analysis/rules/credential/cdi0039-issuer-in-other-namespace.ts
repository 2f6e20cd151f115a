import { CERTIFICATE, ISSUER } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { MeshObject } from '../../../mesh/mesh-object';
import { textAt } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { listed } from './credential-use';
import { issuerKindOf, issuerOf } from './issuer-of';

/** Certificates whose Issuer lies in another namespace. */
export const ISSUER_IN_OTHER_NAMESPACE: Rule = {
  code: 'CDI0039',
  name: 'IssuerInOtherNamespace',
  severity: Severity.ERROR,
  summary: 'A Certificate refers to an Issuer that lies in another namespace.',
  explanation:
    'An Issuer signs for Certificates of its own namespace only. The Certificate of a gateway is in the namespace of the pods of the gateway, because its Secret has to be there, and cert-manager looks for the Issuer in that one: it reports `Issuer not found`, and no certificate is issued.',
  fix: 'Put the Issuer into the namespace of the Certificate, or make it a ClusterIssuer and set `kind: ClusterIssuer` in the `issuerRef`.',
  docs: 'https://cert-manager.io/docs/concepts/issuer/#namespaces',
  inputs: [CERTIFICATE, ISSUER],
  check: (mesh, report) => {
    const byName = new Map<string, MeshObject[]>();
    mesh.all(ISSUER).forEach((issuer) => addTo(byName, issuer.name, issuer));
    for (const object of mesh.all(CERTIFICATE)) {
      const { spec, namespace } = object;
      if (issuerKindOf(spec) !== ISSUER.kind || issuerOf(mesh, object) !== undefined) {
        continue;
      }
      const name = textAt(spec, 'issuerRef', 'name') ?? '';
      const elsewhere = [...(byName.get(name) ?? [])].sort((a, b) => byText(a.key, b.key));
      if (elsewhere.length > 0) {
        const message = `${object.title} refers to Issuer ${name} in namespace ${namespace}; there is only ${listed(elsewhere.map(({ title }) => title))}`;
        report({
          object,
          path: ['spec', 'issuerRef'],
          message,
          related: elsewhere.map((issuer) => ({ object: issuer })),
        });
      }
    }
  },
};
