import { Destination } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfWildcardDomain } from './hosts';
import { isDnsLabel } from './labels';
import { faultOfPort } from './ports';

/** Checks where requests go. */
export function checkDestination(destination: Decoded<Destination>, faults: Faults): void {
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
  let sum = 0;
  destinations.forEach(({ weight = 0 }, index) => {
    if (weight < 0) {
      faults.error(`a weight can't be negative: ${weight}`, index, 'weight');
    }
    // Istio adds up in 32 bits.
    sum = (sum + weight) | 0;
  });
  if (destinations.length > 1 && sum === 0) {
    faults.error('none of the destinations has a weight');
  }
}
