import { WorkloadEntrySpec } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfUnixPath, isIpAddress, unixPathOf } from './addresses';
import { faultOfDomain } from './hosts';
import { checkLabels } from './labels';
import { faultOfPort, faultOfPortName } from './ports';

type Endpoint = Decoded<WorkloadEntrySpec>;

/**
 * Checks the address, ports and labels of an endpoint. One of a ServiceEntry that resolves nothing has an IP address and ports that are
 * among the service's; a WorkloadEntry may as well have a name, and its ports can't be compared.
 */
export function checkEndpoint(endpoint: Endpoint, servicePorts: ReadonlySet<string> | undefined, faults: Faults): void {
  const { address = '', network = '', ports = {} } = endpoint;
  if (address === '') {
    if (network === '') {
      faults.error('an endpoint needs an address', 'address');
      return;
    }
    faults.warning(`the endpoint in the network ${network} has no address`, 'address');
  }
  const path = unixPathOf(address);
  if (path !== undefined) {
    faults.error(faultOfUnixPath(path), 'address');
    if (Object.keys(ports).length > 0) {
      faults.error('a Unix domain socket has no ports', 'ports');
    }
  } else if (address !== '' && !isIpAddress(address)) {
    const isName = servicePorts === undefined && faultOfDomain(address) === undefined;
    faults.error(isName ? undefined : faultOfAddress(address, servicePorts === undefined), 'address');
  }
  checkEndpointPorts(endpoint, servicePorts, faults);
  faults.field('labels', endpoint.labels, checkLabels);
  if (path !== undefined && servicePorts !== undefined && servicePorts.size !== 1) {
    faults.error('a Unix domain socket serves one port', 'address');
  }
}

/** Checks an endpoint of a ServiceEntry that is resolved by DNS. */
export function checkResolvedEndpoint(endpoint: Endpoint, servicePorts: ReadonlySet<string>, faults: Faults): void {
  const { address = '' } = endpoint;
  const isFine = isIpAddress(address) || faultOfDomain(address) === undefined;
  faults.error(isFine ? undefined : faultOfAddress(address, true), 'address');
  faults.field('labels', endpoint.labels, checkLabels);
  checkEndpointPorts(endpoint, servicePorts, faults);
}

function checkEndpointPorts(
  { ports = {} }: Endpoint,
  servicePorts: ReadonlySet<string> | undefined,
  faults: Faults,
): void {
  for (const [name, port] of Object.entries(ports)) {
    if (servicePorts !== undefined && !servicePorts.has(name)) {
      faults.error(`the service has no port ${name}`, 'ports', name);
    }
    faults.error(faultOfPortName(name), 'ports', name);
    faults.error(faultOfPort(port), 'ports', name);
  }
}

function faultOfAddress(address: string, mayBeName: boolean): string {
  return `"${address}" is ${mayBeName ? 'neither an IP address nor a domain name' : 'no IP address'}`;
}
