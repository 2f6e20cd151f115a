import * as networking from '../../../imports/networking';
import { Misuse, misuse, show } from '../../kernel/errors';
import { Backend } from '../backend';

type Settings = Pick<networking.TrafficPolicy, 'loadBalancer' | 'outlierDetection'>;

/**
 * Where the rule says how pods fail over, but nothing tells Envoy that they fail: Istio leaves the priorities out then.
 */
export function faultsOfFailover(spec: networking.DestinationRuleSpec): string[] {
  const top = spec.trafficPolicy;
  const subsets = spec.subsets ?? [];
  const subsetsDetect = subsets.some((subset) => subset.trafficPolicy?.outlierDetection !== undefined);
  return [
    ...(subsetsDetect ? [] : faultOf('trafficPolicy', top)),
    ...faultsOfPortFailover('trafficPolicy', top),
    ...subsets.flatMap((subset) => {
      const path = `subsets[${show(subset.name)}].trafficPolicy`;
      const { loadBalancer, outlierDetection = top?.outlierDetection } = subset.trafficPolicy ?? {};
      return [
        ...faultOf(path, { loadBalancer, outlierDetection }),
        ...faultsOfPortFailover(path, subset.trafficPolicy),
      ];
    }),
  ];
}

/** Where the rule has a policy for a port that the Service does not have. */
export function faultsOfPorts(spec: networking.DestinationRuleSpec, backend: Backend): string[] {
  const policies = [spec.trafficPolicy, ...(spec.subsets ?? []).map((subset) => subset.trafficPolicy)];
  const numbers = policies.flatMap((policy) => (policy?.portLevelSettings ?? []).map((entry) => entry.port?.number));
  const known = numbers.length === 0 ? undefined : backend._knownPorts()?.map((port) => port.number);
  if (known === undefined) {
    return [];
  }
  return numbers
    .filter((number) => number !== undefined && !known.includes(number))
    .map((number) =>
      message({
        rule: 'portLevelSettings must name a port of the Service',
        received: number,
        fix: `choose one of ${show(known)}; it is the Service's port that counts, not the container's`,
      }),
    );
}

function faultsOfPortFailover(path: string, policy: networking.TrafficPolicy | undefined): string[] {
  return (policy?.portLevelSettings ?? []).flatMap((entry, index) =>
    faultOf(`${path}.portLevelSettings[${index}]`, entry),
  );
}

function faultOf(path: string, settings: Settings | undefined): string[] {
  const locality = settings?.loadBalancer?.localityLbSetting;
  const failsOver = locality?.failover !== undefined || locality?.failoverPriority !== undefined;
  if (!failsOver || settings?.outlierDetection !== undefined) {
    return [];
  }
  return [
    message({
      rule: `${path}.loadBalancer.localityLbSetting fails over, but without outlierDetection Istio leaves that out`,
      received: locality,
      fix: `add outlierDetection to ${path}; {} does with the defaults`,
    }),
  ];
}

function message(fault: Misuse): string {
  return misuse(fault).message;
}
