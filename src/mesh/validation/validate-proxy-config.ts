import { MeshObject } from '../mesh-object';
import { ProxyConfigSpec } from '../wire/networking';
import { checkSelector } from './checks/selectors';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

/** Checks a ProxyConfig as Istio does. */
export function validateProxyConfig(
  { selector, concurrency = 0 }: Decoded<ProxyConfigSpec>,
  _object: MeshObject,
  faults: Faults,
): void {
  faults.field('selector', selector, checkSelector);
  if (concurrency < 0) {
    faults.error(`concurrency can't be negative: ${concurrency}`, 'concurrency');
  }
}
