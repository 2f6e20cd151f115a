import { HttpRoute, Percent } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { checkDestination } from './destinations';

/** Checks where copies of requests go. */
export function checkMirrors(route: Decoded<HttpRoute>, faults: Faults): void {
  const { mirror, mirrors, mirrorPercent, mirrorPercentage } = route;
  if (mirrorPercent !== undefined) {
    if (mirrorPercent > 100) {
      faults.error(`mirrorPercent is at most 100, not ${mirrorPercent}`, 'mirrorPercent');
    }
    faults.warning('mirrorPercent is deprecated: use mirrorPercentage', 'mirrorPercent');
  }
  faults.error(faultOfPercentage(mirrorPercentage), 'mirrorPercentage', 'value');
  faults.field('mirror', mirror, checkDestination);
  faults.each('mirrors', mirrors, ({ destination, percentage }, place) => {
    if (destination === undefined) {
      place.error('a mirror needs a destination', 'destination');
      return;
    }
    checkDestination(destination, place.at('destination'));
    place.error(faultOfPercentage(percentage), 'percentage', 'value');
  });
}

function faultOfPercentage(percentage: Decoded<Percent> | undefined): string | undefined {
  const value = percentage?.value ?? 0;
  return value >= 0 && value <= 100 ? undefined : `a percentage is from 0 to 100, not ${value}`;
}
