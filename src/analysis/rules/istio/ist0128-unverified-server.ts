import { DESTINATION_RULE } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isUnverified } from './unverified-servers';

/** TLS to a host whose certificate is checked against no CA that is named. */
export const UNVERIFIED_SERVER: Rule = {
  code: 'IST0128',
  name: 'NoServerCertificateVerificationDestinationLevel',
  severity: Severity.WARNING,
  summary: 'A DestinationRule begins TLS and names no CA for the certificate of the server.',
  explanation:
    "Without `caCertificates`, whether Envoy checks the server's certificate depends on the version of Istio and its settings: older ones accept any certificate, newer ones those that the CAs of the proxy's system sign. Anyone who gets between can then pose as the server.",
  fix: 'Set `caCertificates` (`system` for the CAs of the system) and `subjectAltNames`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0128/',
  inputs: [DESTINATION_RULE],
  check: (mesh, report) => {
    for (const object of mesh.all(DESTINATION_RULE)) {
      const tls = object.spec.trafficPolicy?.tls;
      if (isUnverified(tls, object)) {
        report({
          object,
          path: ['spec', 'trafficPolicy', 'tls'],
          message: `${object.title} begins TLS (${tls?.mode}) to ${object.spec.host} and names no CA for its certificate`,
        });
      }
    }
  },
};
