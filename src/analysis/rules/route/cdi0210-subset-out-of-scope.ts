import { DESTINATION_RULE, GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { resolveHost } from '../../../mesh/semantics/short-name';
import { DestinationRuleSpec } from '../../../mesh/wire/networking';
import { SERVICES, WORKLOADS } from '../../inputs';
import { bindingsOf, namespacesOfPods } from './bindings';
import { destinationsOf } from './destinations';
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
    for (const object of mesh.all(VIRTUAL_SERVICE)) {
      const { gateways, isMesh } = bindingsOf(mesh, object);
      const pods = namespacesOfPods(mesh, gateways);
      for (const { destination, path } of destinationsOf(object.spec)) {
        const { host, subset = '' } = destination;
        const fullHost = resolveHost(host, object.namespace, mesh.config.domain);
        const [service] = mesh.services.ofHost(fullHost);
        const having = subset === '' ? [] : rules.covering(fullHost).filter((rule) => hasSubset(rule, subset));
        // Sidecars of other namespaces may bring the subset with them.
        const isForOthers = having.some(
          ({ namespace }) => namespace !== service?.namespace && namespace !== object.namespace,
        );
        const isKnown = service !== undefined && having.every(({ isAssumed }) => !isAssumed);
        for (const client of having.length > 0 && isKnown
          ? new Set([...pods, ...(isMesh && !isForOthers ? [object.namespace] : [])])
          : []) {
          const effective = service === undefined ? undefined : rules.of(service, client);
          const sources = effective?.sources ?? [];
          // Rules for some workloads only count for these.
          const isSelective = [...sources, ...having].some(({ spec }) => spec.workloadSelector !== undefined);
          const isThere = effective?.subsets.some((each) => each.subset.name === subset) === true;
          if (!isSelective && !isThere && !sources.some(({ isAssumed }) => isAssumed)) {
            const taken = sources.length === 0 ? 'no DestinationRule' : sources.map(({ title }) => title).join(', ');
            const message = `${object.title} routes to subset ${subset} of ${host}, and clients in ${client} take ${taken} for that host`;
            report({ object, path: [...path, 'subset'], message, related: having.map((each) => ({ object: each })) });
            break;
          }
        }
      }
    }
  },
};

function hasSubset({ spec }: MeshObject<DestinationRuleSpec>, subset: string): boolean {
  return (spec.subsets ?? []).some(({ name }) => name === subset);
}
