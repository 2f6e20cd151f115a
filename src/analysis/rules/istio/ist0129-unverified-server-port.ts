import { DESTINATION_RULE } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isUnverified } from './unverified-servers';

/** TLS to a port of a host whose certificate is checked against no CA that is named. */
export const UNVERIFIED_SERVER_PORT: Rule = {
  code: 'IST0129',
  name: 'NoServerCertificateVerificationPortLevel',
  severity: Severity.WARNING,
  summary: 'A DestinationRule begins TLS on a port and names no CA for the certificate of the server.',
  explanation:
    "Without `caCertificates`, whether Envoy checks the server's certificate depends on the version of Istio and its settings. Anyone who gets between can then pose as the server on that port.",
  fix: 'Set `caCertificates` (`system` for the CAs of the system) and `subjectAltNames` in the settings of the port.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0129/',
  inputs: [DESTINATION_RULE],
  check: (mesh, report) => {
    for (const object of mesh.all(DESTINATION_RULE)) {
      for (const [index, { port, tls }] of (object.spec.trafficPolicy?.portLevelSettings ?? []).entries()) {
        if (isUnverified(tls, object)) {
          report({
            object,
            path: ['spec', 'trafficPolicy', 'portLevelSettings', index, 'tls'],
            message: `${object.title} begins TLS (${tls?.mode}) to port ${port?.number ?? 0} of ${object.spec.host} and names no CA for its certificate`,
          });
        }
      }
    }
  },
};
