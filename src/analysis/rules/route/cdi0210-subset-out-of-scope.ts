import { RegisteredService } from '../../../mesh/index/services';
import { DESTINATION_RULE, GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { SERVICES, WORKLOADS } from '../../inputs';
import { bindingsOf, gatewayNamespacesOf } from './bindings';
import { resolvedDestinations } from './destinations';
import { hostRulesOf } from './host-rules';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Subsets of DestinationRules that do not count for who routes to them. */
export const SUBSET_OUT_OF_SCOPE: Rule = {
  code: 'CDI0210',
  name: 'SubsetOutOfScope',
  severity: Severity.ERROR,
  summary: 'A route leads to a subset of a DestinationRule that its clients do not take.',
  explanation:
    'A client takes the DestinationRules for a host from one place: its own namespace, else that of the service, else the root namespace, and of the latter two only what is exported to it. For a gateway that is the namespace of its pods. A subset in any other place, or in a rule that a closer one stands before, does not exist for the client: 503 with the response flag `NC`.',
  fix: 'Put the subset into the DestinationRule in the namespace of the service, export it, and have no other rule for the host closer to the client.',
  docs: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration',
  inputs: [VIRTUAL_SERVICE, GATEWAY, DESTINATION_RULE, ...WORKLOADS, ...SERVICES],
  check: (mesh, report) => {
    const rules = mesh.derive(hostRulesOf);
    for (const placed of resolvedDestinations(mesh)) {
      const { object, destination, host, services } = placed;
      const { subset = '' } = destination;
      const [service] = services as readonly (RegisteredService | undefined)[];
      if (subset === '' || service === undefined) {
        continue;
      }
      const covering = rules.covering(host);
      const having = rules.isTakenByAll(covering, service)
        ? []
        : covering.filter((rule) => rules.hasSubset(rule, subset));
      if (having.length === 0 || having.some(({ isAssumed }) => isAssumed)) {
        continue;
      }
      // Sidecars of other namespaces may bring the subset with them.
      const isForOthers = having.some(
        ({ namespace }) => namespace !== service.namespace && namespace !== object.namespace,
      );
      const sidecars = bindingsOf(mesh, object).isMesh && !isForOthers ? [object.namespace] : [];
      for (const client of new Set([...gatewayNamespacesOf(mesh, object), ...sidecars])) {
        const effective = rules.of(service, client);
        if (effective !== undefined && rules.takesSubset(effective, subset)) {
          continue;
        }
        const sources = effective?.sources ?? [];
        // Rules for some workloads only count for these.
        const isSelective = [...sources, ...having].some(({ spec }) => spec.workloadSelector !== undefined);
        if (!isSelective && !sources.some(({ isAssumed }) => isAssumed)) {
          const taken = sources.length === 0 ? 'no DestinationRule' : sources.map(({ title }) => title).join(', ');
          const message = `${object.title} routes to subset ${subset} of ${destination.host}, and clients in ${client} take ${taken} for that host`;
          report({
            object,
            path: [...placed.path, 'subset'],
            message,
            related: having.map((each) => ({ object: each })),
          });
          break;
        }
      }
    }
  },
};
