import { withoutWorkloads } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { TLS_TARGETS, tlsTargets } from './tls-targets';

/** Policies that send mutual TLS to workloads that do not take it. */
export const MUTUAL_TLS_TO_PLAIN_TEXT: Rule = {
  code: 'CDI0305',
  name: 'MutualTlsToPlainText',
  severity: Severity.ERROR,
  summary: 'A DestinationRule insists on mutual TLS with workloads that do not speak it.',
  explanation:
    'With the TLS mode ISTIO_MUTUAL clients open every connection by a TLS handshake. A workload without a proxy, or whose PeerAuthentication says DISABLE, hands it to the application as it is, which does not understand it: clients get 503 with the response flag UF (upstream connection failure).',
  fix: 'Leave `tls` out of the DestinationRule, so that Istio chooses by what the workloads take; or give the workloads a sidecar, and the mode PERMISSIVE or STRICT.',
  docs: 'https://istio.io/latest/docs/concepts/security/#auto-mutual-tls',
  inputs: TLS_TARGETS,
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    for (const { rule, scope, mode, taken } of tlsTargets(mesh)) {
      if (mode === 'ISTIO_MUTUAL' && !taken.has('STRICT') && !taken.has('PERMISSIVE')) {
        const cause = taken.has('DISABLE') ? 'have mutual TLS disabled' : 'have no proxy';
        const message = `${rule.title} insists on mutual TLS with ${rule.spec.host}, whose workloads ${cause}`;
        report({ object: rule, path: [...scope.path, 'tls', 'mode'], message });
      }
    }
  },
};
