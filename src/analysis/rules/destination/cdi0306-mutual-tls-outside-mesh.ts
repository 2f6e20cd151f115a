import { DESTINATION_RULE } from '../../../mesh/kinds';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { rulesWithPolicy, servicesOf } from './policy-scopes';

/** Policies that show the certificate of the mesh to hosts that do not belong to it. */
export const MUTUAL_TLS_OUTSIDE_MESH: Rule = {
  code: 'CDI0306',
  name: 'MutualTlsOutsideMesh',
  severity: Severity.WARNING,
  summary: 'A DestinationRule uses the certificates of the mesh with a host outside of it.',
  explanation:
    'ISTIO_MUTUAL shows the certificate that Istio made for the workload, and takes none that another CA has signed. A host that a ServiceEntry calls MESH_EXTERNAL has a certificate of a public CA as a rule, so that the handshake fails: 503 with the response flag UF.',
  fix: 'Use the mode SIMPLE, or MUTUAL with certificates that the host trusts. If the host belongs to the mesh, say so in its ServiceEntry: `location: MESH_INTERNAL`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-TLSmode',
  inputs: [DESTINATION_RULE, ...SERVICES],
  check: (mesh, report) => {
    for (const { object, scopes: all } of rulesWithPolicy(mesh, 'tls')) {
      const scopes = all.filter(({ policy }) => policy.tls?.mode === 'ISTIO_MUTUAL');
      const services = scopes.length === 0 ? [] : servicesOf(mesh, object);
      if (services.length === 0 || !services.every(({ external, selector }) => external && selector === undefined)) {
        continue;
      }
      for (const { path } of scopes) {
        const message = `${object.title} shows certificates of the mesh to ${object.spec.host}, which is outside of it`;
        report({ object, path: [...path, 'tls', 'mode'], message, related: [{ object: services[0].source }] });
      }
    }
  },
};
