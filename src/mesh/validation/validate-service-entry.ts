import { MeshObject } from '../mesh-object';
import { isWildcard } from '../semantics/host-match';
import { ServiceEntrySpec, ServicePort } from '../wire/networking';
import { faultOfSubnet } from './checks/addresses';
import { checkEndpoint, checkResolvedEndpoint } from './checks/endpoints';
import { checkExportTo } from './checks/export-to';
import { faultOfDomain, faultOfPartialWildcard, faultOfWildcardDomain } from './checks/hosts';
import { faultOfPort, faultOfPortName, faultOfProtocol, isHttp, isTcp, isTls } from './checks/ports';
import { checkWorkloadSelector } from './checks/selectors';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

type Spec = Decoded<ServiceEntrySpec>;

const AUTO_ALLOCATION = 'networking.istio.io/enable-autoallocate-ip';
const WAYPOINT = 'istio.io/use-waypoint';
/** What a proxy can resolve a name for on the fly. */
const DYNAMIC_PROTOCOLS: ReadonlySet<string> = new Set(['http', 'tls', 'grpc', 'http2']);

/** Checks a ServiceEntry as Istio does. */
export function validateServiceEntry(spec: Spec, object: MeshObject, faults: Faults): void {
  if (!checkWorkloadSelector(spec.workloadSelector, faults.at('workloadSelector'))) {
    return;
  }
  const { hosts = [], ports = [], endpoints = [], resolution = 'NONE' } = spec;
  if (spec.workloadSelector !== undefined && endpoints.length > 0) {
    faults.error('endpoints are given or selected by workloadSelector, not both', 'endpoints');
  }
  checkHosts(spec, faults);
  checkAddresses(spec, faults);
  checkPorts(spec, object, faults);
  switch (resolution) {
    case 'NONE':
      checkUnresolved(spec, faults);
      break;
    case 'STATIC':
      checkEndpoints(spec, checkEndpoint, faults);
      break;
    case 'DNS':
    case 'DNS_ROUND_ROBIN':
      checkResolved(spec, faults);
      break;
    case 'DYNAMIC_DNS':
      checkDynamic(spec, object, faults);
      break;
  }
  if (resolution !== 'NONE' && hosts.length > 1) {
    const mixed = ports.findIndex(({ protocol }) => !isHttp(protocol) && !isTls(protocol));
    if (mixed >= 0) {
      faults.error('several hosts can be told apart on ports of HTTP and TLS only', 'ports', mixed, 'protocol');
    }
  }
  faults.field('exportTo', spec.exportTo, (exportTo, place) =>
    checkExportTo(exportTo, object.namespace, { toNobody: true }, place),
  );
}

function checkHosts({ hosts = [], resolution }: Spec, faults: Faults): void {
  if (hosts.length === 0) {
    faults.error('a ServiceEntry needs a host', 'hosts');
  }
  faults.each('hosts', hosts, (host, place) => {
    if (host === '*') {
      place.error('a ServiceEntry is for hosts by name, not for all (*)');
      return;
    }
    place.error(faultOfWildcardDomain(host));
    if (resolution !== 'DYNAMIC_DNS') {
      place.warning(faultOfPartialWildcard(host));
    }
  });
}

function checkAddresses({ addresses = [], resolution = 'NONE' }: Spec, faults: Faults): void {
  faults.each('addresses', addresses, (address, place) => place.error(faultOfSubnet(address)));
  const range = addresses.findIndex((address) => address.includes('/'));
  if (range >= 0 && resolution !== 'NONE' && resolution !== 'STATIC') {
    faults.error(`with the resolution ${resolution} there are no ranges of addresses`, 'addresses', range);
  }
}

function checkPorts(spec: Spec, object: MeshObject, faults: Faults): void {
  const [names, numbers] = [new Set<string>(), new Set<number>()];
  const needsAddress = (spec.addresses ?? []).length === 0 && !getsAddress(spec, object);
  faults.each('ports', spec.ports, ({ name = '', number = 0, protocol = '', targetPort = 0 }, place) => {
    if (names.has(name)) {
      place.error(`there is another port ${name}`, 'name');
    }
    if (numbers.has(number)) {
      place.error(`there is another port ${number}`, 'number');
    }
    names.add(name);
    numbers.add(number);
    place.error(targetPort === 0 ? undefined : faultOfPort(targetPort), 'targetPort');
    if (needsAddress && (protocol === '' || protocol === 'TCP')) {
      place.warning('a port of TCP needs addresses, where none is allocated', 'protocol');
    }
    place.error(faultOfPortName(name), 'name');
    place.error(faultOfProtocol(protocol), 'protocol');
    place.error(faultOfPort(number), 'number');
  });
}

/** Whether Istio gives the service an address of its own. */
function getsAddress({ resolution = 'NONE' }: Spec, { labels }: MeshObject): boolean {
  return resolution !== 'NONE' && labelOf(labels, AUTO_ALLOCATION).toLowerCase() !== 'false';
}

function labelOf(labels: { readonly [key: string]: string }, key: string): string {
  return Object.hasOwn(labels, key) ? labels[key] : '';
}

function checkUnresolved({ endpoints = [], workloadSelector }: Spec, faults: Faults): void {
  if (endpoints.length > 0) {
    faults.error('with the resolution NONE there are no endpoints', 'endpoints');
  }
  if (workloadSelector !== undefined) {
    faults.warning('with the resolution NONE no workloads are selected', 'workloadSelector');
  }
}

function checkEndpoints(
  { endpoints = [], ports = [] }: Spec,
  check: typeof checkEndpoint | typeof checkResolvedEndpoint,
  faults: Faults,
): void {
  if (endpoints.length > 0) {
    const portNames = new Set(ports.map(({ name = '' }) => name));
    faults.each('endpoints', endpoints, (endpoint, place) => check(endpoint, portNames, place));
  }
}

function checkResolved(spec: Spec, faults: Faults): void {
  const { hosts = [], endpoints = [], addresses = [], ports = [], resolution = '' } = spec;
  if (endpoints.length === 0) {
    const wrong = hosts.findIndex((host) => faultOfDomain(host) !== undefined);
    if (wrong >= 0) {
      faults.error(`without endpoints, "${hosts[wrong]}" would be resolved, which is no domain name`, 'hosts', wrong);
    }
  }
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1) {
    faults.error(`with the resolution ${resolution} there is one endpoint at most`, 'endpoints');
  }
  checkEndpoints(spec, checkResolvedEndpoint, faults);
  if (addresses.length > 0 && hosts.length > 1 && ports.some(({ protocol }) => isTcp(protocol))) {
    faults.warning("several hosts with one address can't be told apart on a port of TCP", 'hosts');
  }
}

function checkDynamic(spec: Spec, { labels }: MeshObject, faults: Faults): void {
  const { hosts = [], addresses = [], endpoints = [], ports = [], location } = spec;
  if (hosts.length === 0) {
    faults.error('with the resolution DYNAMIC_DNS a host is needed, with a wildcard', 'hosts');
  }
  hosts.forEach((host, index) => {
    if (!isWildcard(host)) {
      faults.error(`with the resolution DYNAMIC_DNS hosts have a wildcard: ${host}`, 'hosts', index);
    }
  });
  if (addresses.length > 0) {
    faults.error('with the resolution DYNAMIC_DNS there are no addresses', 'addresses');
  }
  if (endpoints.length > 0) {
    faults.error('with the resolution DYNAMIC_DNS there are no endpoints', 'endpoints');
  }
  ports.forEach((port: Decoded<ServicePort>, index) => {
    if (!DYNAMIC_PROTOCOLS.has((port.protocol ?? '').toLowerCase())) {
      faults.error('with the resolution DYNAMIC_DNS ports are of HTTP, HTTP2, GRPC or TLS', 'ports', index, 'protocol');
    }
  });
  const waypoint = labelOf(labels, WAYPOINT);
  if (location === 'MESH_INTERNAL' && waypoint !== '' && waypoint.toLowerCase() !== 'none') {
    faults.error('a waypoint resolves no names of the mesh on the fly', 'location');
  }
}
