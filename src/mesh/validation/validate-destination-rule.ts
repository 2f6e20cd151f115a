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
  faults.field('trafficPolicy', rule.trafficPolicy, (each, place) => checkTrafficPolicy(each, namespace, place));
  const names = new Set<string>();
  faults.errorsOnly.each('subsets', rule.subsets, ({ name = '', labels, trafficPolicy }, place) => {
    if (names.has(name)) {
      place.error(`there is another subset ${name}`, 'name');
    }
    names.add(name);
    place.error(faultOfSubset(name), 'name');
    place.field('labels', labels, checkLabels);
    place.field('trafficPolicy', trafficPolicy, (policy, below) => checkTrafficPolicy(policy, namespace, below));
  });
  const selectsWorkloads = rule.workloadSelector !== undefined;
  faults.field('exportTo', rule.exportTo, (each, place) => checkExportTo(each, namespace, { selectsWorkloads }, place));
  faults.field('workloadSelector', rule.workloadSelector, checkSelector);
}
