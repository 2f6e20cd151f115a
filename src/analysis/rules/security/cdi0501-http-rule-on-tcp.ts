import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { withoutWorkloads } from '../../inputs';
import { fieldsOf, httpRulesOnTcp, POLICIES_AND_SERVICES } from './tcp-workloads';

/** ALLOW rules that never hold because their workloads speak no HTTP. */
export const HTTP_RULE_ON_TCP: Rule = {
  code: 'CDI0501',
  name: 'HttpRuleOnTcp',
  severity: Severity.ERROR,
  summary: 'An ALLOW rule asks for attributes of HTTP on workloads whose ports are all TCP.',
  explanation:
    'A TCP connection has no path, method, host, header or token. Istio leaves a rule that asks for one out of an ALLOW policy on a TCP port, while the policy stays: what no other rule allows is denied, so connections are reset.',
  fix: 'Declare the protocol of the port (`name: http-...` or `appProtocol: http`) if it is HTTP; otherwise allow by `principals`, `namespaces`, `ipBlocks` and `ports` alone.',
  docs: 'https://istio.io/latest/docs/tasks/security/authorization/authz-tcp/',
  inputs: POLICIES_AND_SERVICES,
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    for (const { policy, rule, terms } of httpRulesOnTcp(mesh, 'ALLOW')) {
      const message = `Rule ${rule} of ${policy.title} allows nothing: it asks for ${fieldsOf(terms)}, and all ports of the workloads are TCP`;
      report({ object: policy, path: ['spec', 'rules', rule], message });
    }
  },
};
