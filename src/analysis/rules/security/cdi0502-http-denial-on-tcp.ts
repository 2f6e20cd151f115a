import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { withoutWorkloads } from '../../inputs';
import { fieldsOf, httpRulesOnTcp, POLICIES_AND_SERVICES } from './tcp-workloads';

/** DENY rules that deny more than they say because their workloads speak no HTTP. */
export const HTTP_DENIAL_ON_TCP: Rule = {
  code: 'CDI0502',
  name: 'HttpDenialOnTcp',
  severity: Severity.ERROR,
  summary: 'A DENY rule asks for attributes of HTTP on workloads whose ports are all TCP.',
  explanation:
    'A TCP connection has no path, method, host, header or token. On a TCP port Istio ignores those parts of a DENY rule and keeps the rest, so that it denies too much rather than too little: a rule about paths alone denies every connection.',
  fix: 'Declare the protocol of the port (`name: http-...` or `appProtocol: http`) if it is HTTP; otherwise deny by `principals`, `namespaces`, `ipBlocks` and `ports` alone.',
  docs: 'https://istio.io/latest/docs/tasks/security/authorization/authz-tcp/',
  inputs: POLICIES_AND_SERVICES,
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    for (const { policy, rule, terms } of httpRulesOnTcp(mesh, 'DENY')) {
      const message = `Rule ${rule} of ${policy.title} denies more than it says: all ports of the workloads are TCP, where ${fieldsOf(terms)} count for nothing`;
      report({ object: policy, path: ['spec', 'rules', rule], message });
    }
  },
};
