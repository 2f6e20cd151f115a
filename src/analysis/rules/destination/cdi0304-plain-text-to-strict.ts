import { withoutWorkloads } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { TLS_TARGETS, tlsTargets } from './tls-targets';

/** Policies that send plain text to workloads that take mutual TLS alone. */
export const PLAIN_TEXT_TO_STRICT: Rule = {
  code: 'CDI0304',
  name: 'PlainTextToStrict',
  severity: Severity.ERROR,
  summary: 'A DestinationRule switches mutual TLS off for workloads that insist on it.',
  explanation:
    'A workload whose PeerAuthentication says STRICT closes every connection that is not mutual TLS of the mesh. A DestinationRule with the TLS mode DISABLE has clients connect in plain text all the same: they get 503 with the response flag UC (upstream connection termination).',
  fix: 'Leave `tls` out of the DestinationRule, so that Istio chooses, or set the mode ISTIO_MUTUAL; or have the PeerAuthentication take plain text (PERMISSIVE).',
  docs: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#service-unavailable-errors-after-setting-destination-rule',
  inputs: TLS_TARGETS,
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    for (const { rule, scope, mode, taken } of tlsTargets(mesh)) {
      if (mode === 'DISABLE' && taken.size === 1 && taken.has('STRICT')) {
        const message = `${rule.title} sends plain text to ${rule.spec.host}, whose workloads take mutual TLS alone (STRICT)`;
        report({ object: rule, path: [...scope.path, 'tls', 'mode'], message });
      }
    }
  },
};
