import { MeshObject } from '../mesh-object';
import { PeerAuthenticationSpec } from '../wire/security';
import { faultOfPort } from './checks/ports';
import { checkSelector } from './checks/selectors';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

/** Checks a PeerAuthentication as Istio does. */
export function validatePeerAuthentication(
  { selector, portLevelMtls }: Decoded<PeerAuthenticationSpec>,
  _object: MeshObject,
  faults: Faults,
): void {
  const ports = Object.keys(portLevelMtls ?? {});
  if (ports.length > 0 && Object.keys(selector?.matchLabels ?? {}).length === 0) {
    faults.error('settings of ports need a selector of workloads', 'portLevelMtls');
  }
  if (portLevelMtls !== undefined && ports.length === 0) {
    faults.error('portLevelMtls needs a port', 'portLevelMtls');
  }
  for (const port of ports) {
    const isNumber = /^(0|[1-9][0-9]*)$/.test(port);
    faults.error(isNumber ? faultOfPort(Number(port)) : `"${port}" is no port`, 'portLevelMtls', port);
  }
  faults.field('selector', selector, checkSelector);
}
