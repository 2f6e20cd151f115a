import { DESTINATION_RULE, SERVICE, SERVICE_ENTRY } from '../../../mesh/kinds';
import { withoutServices, SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { knownHostsOf } from './known-hosts';

/** DestinationRules for hosts that are not there. */
export const UNKNOWN_DESTINATION_RULE_HOST: Rule = {
  code: 'IST0174',
  name: 'UnknownDestinationRuleHost',
  severity: Severity.WARNING,
  summary: 'A DestinationRule is for a host that no Service and no ServiceEntry has.',
  explanation:
    'A DestinationRule says what holds on the way to a host. One for a host that is not in the mesh has no effect, and often the host that was meant is left without its traffic policy.',
  fix: "Correct the host. A short name stands for a Service in the rule's own namespace; from elsewhere it takes the full name.",
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0174/',
  inputs: [DESTINATION_RULE, SERVICE, SERVICE_ENTRY, ...SERVICES],
  undecidable: withoutServices,
  check: (mesh, report) => {
    const hosts = knownHostsOf(mesh);
    for (const object of mesh.all(DESTINATION_RULE).filter(({ isAssumed }) => !isAssumed)) {
      const { exportTo = [] } = object.spec;
      const host = object.spec.host ?? '';
      // IST0106 tells of a rule without a host.
      if (host !== '' && hosts.find(object.namespace, exportTo, host) === undefined) {
        report({
          object,
          path: ['spec', 'host'],
          message: `${object.title} is for ${host}, which is no Service and no host of a ServiceEntry`,
        });
      }
    }
  },
};
