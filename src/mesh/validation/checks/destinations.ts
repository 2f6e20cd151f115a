import { Destination } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfWildcardDomain } from './hosts';
import { isDnsLabel } from './labels';
import { faultOfPort } from './ports';

/** Checks where requests go. */
export function checkDestination(destination: Decoded<Destination> | undefined, faults: Faults): void {
  if (destination === undefined) {
    return;
  }
  const { host = '', subset = '', port } = destination;
  faults.error(host === '*' ? 'a destination is one host, not all (*)' : faultOfWildcardDomain(host), 'host');
  faults.error(subset === '' ? undefined : faultOfSubset(subset), 'subset');
  faults.error(port === undefined ? undefined : faultOfPort(port.number), 'port', 'number');
}

/** What is wrong with the name of a subset. */
export function faultOfSubset(name: string): string | undefined {
  return isDnsLabel(name) ? undefined : `"${name}" can't be the name of a subset, which is one label`;
}

/** Checks that destinations have weights, if there are several. */
export function checkWeights(destinations: readonly { readonly weight?: number }[], faults: Faults): void {
  const weights = destinations.map(({ weight = 0 }) => weight);
  weights.forEach((weight, index) => {
    if (weight < 0) {
      faults.error(`a weight can't be negative: ${weight}`, index, 'weight');
    }
  });
  // Istio adds up in 32 bits.
  if (weights.length > 1 && weights.reduce((sum, weight) => (sum + weight) | 0, 0) === 0) {
    faults.error('none of the destinations has a weight');
  }
}
