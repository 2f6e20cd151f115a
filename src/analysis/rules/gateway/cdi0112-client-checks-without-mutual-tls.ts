import { GATEWAY } from '../../../mesh/kinds';
import { serversWithTls } from './servers';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Checks of client certificates that are not asked for. */
export const CLIENT_CHECKS_WITHOUT_MUTUAL_TLS: Rule = {
  code: 'CDI0112',
  name: 'ClientChecksWithoutMutualTls',
  severity: Severity.ERROR,
  summary: 'A server says which client certificates it trusts, but its TLS mode does not ask for any.',
  explanation:
    'Only the modes `MUTUAL` and `ISTIO_MUTUAL` ask a client for its certificate. With `SIMPLE` every client gets in, with or without one, whatever the settings say of CAs, names and hashes: what was meant to be protected is open.',
  fix: 'Set `mode: MUTUAL`, or remove the checks where clients need no certificate.',
  docs: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#configure-a-mutual-tls-ingress-gateway',
  inputs: [GATEWAY],
  check: (mesh, report) => {
    for (const { placed, tls } of serversWithTls(mesh)) {
      const fields = tls.mode === 'SIMPLE' ? CHECKS.filter((field) => (tls[field] ?? '').length > 0) : [];
      if (fields.length > 0) {
        const { object, path, index } = placed;
        const message = `Server ${index} of ${object.title} lets every client in, as TLS mode SIMPLE does not look at ${fields.join(', ')}`;
        report({ object, path: [...path, 'tls', fields[0]], message });
      }
    }
  },
};

const CHECKS = [
  'caCertificates',
  'caCertCredentialName',
  'subjectAltNames',
  'verifyCertificateSpki',
  'verifyCertificateHash',
] as const;
