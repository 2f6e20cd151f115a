import { TrafficSelector } from '../../wire/extensions';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfPort } from './ports';

/** Checks which traffic an extension is for. Istio tells of the first port that is none. */
export function checkTrafficSelectors(selectors: readonly Decoded<TrafficSelector>[], faults: Faults): void {
  for (const [index, { ports = [] }] of selectors.entries()) {
    const wrong = ports.findIndex(({ number }) => faultOfPort(number) !== undefined);
    if (wrong >= 0) {
      faults.error(faultOfPort(ports[wrong].number), index, 'ports', wrong, 'number');
      return;
    }
  }
}
