import {
  LoadBalancerSettings,
  LoadBalancerSettingsConsistentHashLb,
  LoadBalancerSettingsConsistentHashLbHttpCookie,
  WarmupConfiguration,
} from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfDuration } from './durations';
import { checkLocalityLoadBalancer, checkZoneAwareLoadBalancer } from './localities';

const LARGEST_MAGLEV_TABLE = 5000010;

/** Checks how requests are divided among endpoints. */
export function checkLoadBalancer(
  settings: Decoded<LoadBalancerSettings>,
  detectsOutliers: boolean,
  faults: Faults,
): void {
  const { consistentHash, localityLbSetting, zoneAwareLbSetting, warmup } = settings;
  faults.field('consistentHash', consistentHash, checkConsistentHash);
  if (localityLbSetting !== undefined && zoneAwareLbSetting !== undefined) {
    faults.error('localityLbSetting and zoneAwareLbSetting exclude each other', 'zoneAwareLbSetting');
  }
  faults.field('localityLbSetting', localityLbSetting, (each, place) =>
    checkLocalityLoadBalancer(each, detectsOutliers, place),
  );
  faults.field('zoneAwareLbSetting', zoneAwareLbSetting, (each, place) =>
    checkZoneAwareLoadBalancer(each, detectsOutliers, place),
  );
  faults.field('warmup', warmup, checkWarmup);
}

function checkConsistentHash(hash: Decoded<LoadBalancerSettingsConsistentHashLb>, faults: Faults): void {
  faults.field('httpCookie', hash.httpCookie, checkCookie);
  if ((hash.minimumRingSize ?? 0) !== 0) {
    faults.warning('minimumRingSize is deprecated: use ringHash', 'minimumRingSize');
    if (hash.ringHash !== undefined || hash.maglev !== undefined) {
      faults.error('minimumRingSize, ringHash and maglev exclude each other', 'minimumRingSize');
    }
  }
  if (hash.maglev !== undefined) {
    const { tableSize = 0 } = hash.maglev;
    const place = faults.at('maglev', 'tableSize');
    if (tableSize === 0) {
      place.error('maglev needs the size of its table');
    }
    if (tableSize > LARGEST_MAGLEV_TABLE) {
      place.error(`the size of the table is at most ${LARGEST_MAGLEV_TABLE}, not ${tableSize}`);
    }
    if (!isPrime(tableSize)) {
      place.error(`the size of the table is a prime number, not ${tableSize}`);
    }
  }
}

function checkCookie(cookie: Decoded<LoadBalancerSettingsConsistentHashLbHttpCookie>, faults: Faults): void {
  if ((cookie.name ?? '') === '') {
    faults.error('the cookie needs a name', 'name');
  }
  const names = new Set<string>();
  (cookie.attributes ?? []).forEach(({ name = '' }, index) => {
    if (name === '' || names.has(name)) {
      faults.error(
        name === '' ? 'an attribute of a cookie needs a name' : `the cookie has the attribute ${name} twice`,
        ...['attributes', index, 'name'],
      );
    }
    names.add(name);
  });
}

function checkWarmup({ duration, minimumPercent = 0, aggression }: Decoded<WarmupConfiguration>, faults: Faults): void {
  faults.error(duration === undefined ? 'warmup needs a duration' : faultOfDuration(duration), 'duration');
  if (minimumPercent > 100) {
    faults.error(`minimumPercent is at most 100, not ${minimumPercent}`, 'minimumPercent');
  }
  if (aggression !== undefined && aggression <= 0) {
    faults.error(`aggression is more than 0, not ${aggression}`, 'aggression');
  }
}

function isPrime(number: number): boolean {
  if (number > 0 && number < 4) {
    return true;
  }
  if (number % 2 === 0) {
    return false;
  }
  for (let factor = 3; factor * factor <= number; factor += 2) {
    if (number % factor === 0) {
      return false;
    }
  }
  return true;
}
