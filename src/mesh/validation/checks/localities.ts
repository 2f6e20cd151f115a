import {
  LocalityLoadBalancerSetting,
  LocalityLoadBalancerSettingDistribute,
  ZoneAwareLoadBalancerSetting,
} from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';

const TOPOLOGY: ReadonlySet<string> = new Set([
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
]);

/** Checks how load is divided among localities. */
export function checkLocalityLoadBalancer(
  setting: Decoded<LocalityLoadBalancerSetting>,
  detectsOutliers: boolean,
  faults: Faults,
): void {
  const { distribute = [], failover = [], failoverPriority = [] } = setting;
  if (distribute.length > 0 && failover.length > 0) {
    faults.error('load is either distributed or fails over, not both');
    return;
  }
  const topology = failover.length === 0 ? -1 : failoverPriority.findIndex((label) => TOPOLOGY.has(label));
  if (topology >= 0) {
    faults.error(
      `${failoverPriority[topology]} orders regions, which failover does already`,
      'failoverPriority',
      topology,
    );
    return;
  }
  if (distribute.some((each, index) => !checkShares(each, faults.at('distribute', index)))) {
    return;
  }
  const sources = distribute.map(({ from = '' }) => from);
  faults.error(faultOfLocalities(sources), 'distribute');
  checkFailover(setting, detectsOutliers, faults);
}

/** Checks load balancing that knows zones. */
export function checkZoneAwareLoadBalancer(
  setting: Decoded<ZoneAwareLoadBalancerSetting>,
  detectsOutliers: boolean,
  faults: Faults,
): void {
  (setting.failoverPriority ?? []).forEach((label, index) => {
    if (TOPOLOGY.has(label)) {
      faults.error(`${label} is taken into account already`, 'failoverPriority', index);
    }
  });
  checkFailover(setting, detectsOutliers, faults);
}

function checkFailover(
  { failover = [], failoverPriority = [] }: Decoded<LocalityLoadBalancerSetting | ZoneAwareLoadBalancerSetting>,
  detectsOutliers: boolean,
  faults: Faults,
): void {
  if ((failover.length > 0 || failoverPriority.length > 0) && !detectsOutliers) {
    faults.warning('without outlierDetection nothing is found to be down, so that nothing fails over', 'failover');
  }
  failover.forEach(({ from = '', to = '' }, index) => {
    const place = faults.at('failover', index);
    if (from === to) {
      place.error(`a region can't fail over to itself: "${from}"`);
    }
    if (`${from}${to}`.includes('/')) {
      place.error('failover is between regions, without zones');
    }
    if (`${from}${to}`.includes('*')) {
      place.error('failover is between regions by name, without wildcards');
    }
  });
}

/** Whether the shares of one source add up. Where they do not, Istio looks no further. */
function checkShares({ to = {} }: Decoded<LocalityLoadBalancerSettingDistribute>, faults: Faults): boolean {
  const wrong = Object.entries(to).find(([, weight]) => weight <= 0 || weight > 100);
  if (wrong !== undefined) {
    faults.error(`the share of a locality is from 1 to 100, not ${wrong[1]}`, 'to', wrong[0]);
    return false;
  }
  const total = Object.values(to).reduce((sum, weight) => sum + weight, 0);
  if (total !== 100) {
    faults.error(`the shares of localities add up to 100, not to ${total}`, 'to');
    return false;
  }
  faults.error(faultOfLocalities(Object.keys(to)), 'to');
  return true;
}

/** What is wrong with localities (`region/zone/subzone`, perhaps with `*` at the end) that must not overlap. */
function faultOfLocalities(localities: readonly string[]): string | undefined {
  const seen: string[][] = [];
  for (const locality of localities) {
    const star = locality.indexOf('*');
    if (star >= 0 && star !== locality.length - 1) {
      return `"${locality}" has a wildcard that is not at its end`;
    }
    const parts = splitLocality(locality);
    const isTaken = seen.some((other) => other[0] === '*' || overlaps(other, parts));
    if (isTaken) {
      return `"${locality}" overlaps with another locality of the list`;
    }
    if (parts.includes('')) {
      return `"${locality}" has an empty part`;
    }
    seen.push(parts);
  }
  return undefined;
}

function splitLocality(locality: string): string[] {
  const [region, zone, ...subZone] = locality.split('/');
  return [region, ...(zone === undefined ? [] : [zone]), ...(subZone.length === 0 ? [] : [subZone.join('/')])];
}

/** Whether a locality is taken by one before it. What is not said there is all of it; a later wildcard takes nothing away. */
function overlaps([region, zone = '*', subZone = '*']: readonly string[], later: readonly string[]): boolean {
  if (later[0] !== region) {
    return false;
  }
  if (later.length === 1 || zone === '*') {
    return true;
  }
  return later[1] === zone && (later.length === 2 || subZone === '*' || later[2] === subZone);
}
