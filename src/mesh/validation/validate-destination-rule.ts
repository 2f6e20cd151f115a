import { MeshObject } from '../mesh-object';
import { DestinationRuleSpec } from '../wire/networking';
import { checkExportTo } from './checks/export-to';
import { faultOfWildcardDomain } from './checks/hosts';
import { checkLabels } from './checks/labels';
import { checkSelector } from './checks/selectors';
import { faultOfSubset } from './checks/destinations';
import { checkTrafficPolicy } from './checks/traffic-policy';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

/** Checks a DestinationRule as Istio does. */
export function validateDestinationRule(
  rule: Decoded<DestinationRuleSpec>,
  { namespace }: MeshObject,
  faults: Faults,
): void {
  faults.error(faultOfWildcardDomain(rule.host ?? ''), 'host');
  checkTrafficPolicy(rule.trafficPolicy, namespace, faults.at('trafficPolicy'));
  const names = new Set<string>();
  (rule.subsets ?? []).forEach(({ name = '', labels, trafficPolicy }, index) => {
    const place = faults.at('subsets', index).errorsOnly;
    if (names.has(name)) {
      place.error(`there is another subset ${name}`, 'name');
    }
    names.add(name);
    place.error(faultOfSubset(name), 'name');
    checkLabels(labels, place.at('labels'));
    checkTrafficPolicy(trafficPolicy, namespace, place.at('trafficPolicy'));
  });
  const selectsWorkloads = rule.workloadSelector !== undefined;
  checkExportTo(rule.exportTo ?? [], namespace, { selectsWorkloads }, faults.at('exportTo'));
  checkSelector(rule.workloadSelector, faults.at('workloadSelector'));
}
