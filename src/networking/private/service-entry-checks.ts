import * as networking from '../../../imports/networking';
import { show } from '../../kernel/errors';
import { Protocol, carriesHttp } from '../../kernel/protocol';
import { Endpoint, checkPlace } from '../endpoint';
import { ServiceEntryProps } from '../service-entry-props';
import { ServiceEntryResolution } from '../service-entry-resolution';
import { isIpAddress, isSocket } from './address';
import { Field } from './field';
import { checkCount, checkDistinct } from './limits';
import { checkSubnet } from './subnet';

const MOST_ADDRESSES = 256;
const MOST_ENDPOINTS = 4096;
const MOST_PORTS = 256;

const { NONE, STATIC, DNS_ROUND_ROBIN, DYNAMIC_DNS } = ServiceEntryResolution;

/** What a proxy that looks up the name of each request can read. */
const DYNAMIC_PROTOCOLS: readonly string[] = [Protocol.HTTP, Protocol.HTTP2, Protocol.GRPC, Protocol.TLS];

/** Throws unless these are addresses that Istio takes with the resolution. */
export function checkAddresses(addresses: readonly string[], entry: ServiceEntryProps): void {
  const field = new Field('addresses');
  checkCount(addresses.length, MOST_ADDRESSES, field);
  addresses.forEach((address, index) => checkSubnet(address, field.entry(index)));
  checkDistinct(addresses, field);
  const { resolution = NONE } = entry;
  const subnet = addresses.find((address) => address.includes('/'));
  if (subnet !== undefined && resolution !== NONE && resolution !== STATIC) {
    throw field.fault(`must not have subnets for resolution ${resolution}`, subnet, 'give single addresses');
  }
  if (resolution === DYNAMIC_DNS && addresses.length > 0) {
    throw field.fault('must be left out for resolution DYNAMIC_DNS', addresses, 'remove it: requests say the name');
  }
}

/** Throws unless Istio can tell the ports, and on them the hosts, apart. */
export function checkPorts(ports: readonly networking.ServicePort[], entry: ServiceEntryProps): void {
  const field = new Field('ports');
  checkCount(ports.length, MOST_PORTS, field);
  ports.forEach((port, index) => {
    const { number, name, protocol } = port;
    const twin = ports.findIndex((other) => other.name === name || other.number === number);
    if (twin !== index) {
      throw field
        .entry(index)
        .fault('must differ from the other ports in name and number', { number, name }, 'rename it, or merge the two');
    }
    if (entry.resolution === DYNAMIC_DNS && !DYNAMIC_PROTOCOLS.includes(protocol ?? '')) {
      throw field
        .entry(index)
        .of('protocol')
        .fault('must be one of HTTP, HTTP2, GRPC and TLS for resolution DYNAMIC_DNS', protocol, 'choose one of them');
    }
    if ((entry.resolution ?? NONE) !== NONE && entry.hosts.length > 1 && !tellsHosts(protocol)) {
      throw field
        .entry(index)
        .of('protocol')
        .fault(
          'must be HTTP or TLS if there are several hosts, because nothing else tells them apart',
          protocol,
          'set such a protocol, or make a ServiceEntry for each host',
        );
    }
  });
}

function tellsHosts(protocol: string | undefined): boolean {
  return protocol === Protocol.HTTPS || protocol === Protocol.TLS || carriesHttp(protocol as Protocol);
}

/** Throws unless the endpoints fit to the resolution and to the ports. */
export function checkEndpoints(
  endpoints: readonly Endpoint[],
  ports: readonly networking.ServicePort[],
  entry: ServiceEntryProps,
): void {
  const field = new Field('endpoints');
  const { resolution = NONE } = entry;
  if (resolution === NONE) {
    throw field.fault(
      'must be left out for resolution NONE, which is what Istio takes where nothing is said',
      endpoints,
      'set resolution: STATIC for IP addresses, DNS for names',
    );
  }
  if (resolution === DYNAMIC_DNS && endpoints.length > 0) {
    throw field.fault('must be left out for resolution DYNAMIC_DNS', endpoints, 'remove it: requests say the name');
  }
  if (resolution === DNS_ROUND_ROBIN) {
    checkCount(endpoints.length, 1, field);
  }
  checkCount(endpoints.length, MOST_ENDPOINTS, field);
  endpoints.forEach((endpoint, index) => {
    checkAddressKind(endpoint, resolution, ports, field.entry(index));
    checkPortNames(endpoint, ports, field.entry(index).of('ports'));
  });
}

function checkAddressKind(
  endpoint: Endpoint,
  resolution: ServiceEntryResolution,
  ports: readonly networking.ServicePort[],
  field: Field,
): void {
  checkPlace(endpoint, field);
  const address = endpoint.address ?? '';
  if (resolution === STATIC) {
    if (isSocket(address) && ports.length !== 1) {
      throw field.fault('must be no Unix socket unless there is exactly one port', address, 'give the entry one port');
    }
    if (address !== '' && !isSocket(address) && !isIpAddress(address)) {
      throw field
        .of('address')
        .fault('must be an IP address or a Unix socket for resolution STATIC', address, 'use resolution DNS for names');
    }
  } else if (address === '' || isSocket(address)) {
    throw field
      .of('address')
      .fault(`must be a name or an IP address for resolution ${resolution}`, endpoint.address, 'use resolution STATIC');
  }
}

function checkPortNames(endpoint: Endpoint, ports: readonly networking.ServicePort[], field: Field): void {
  const names = ports.map((port) => port.name);
  const unknown = Object.keys(endpoint.ports ?? {}).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw field.fault('must name ports of the ServiceEntry', unknown, `choose one of ${show(names)}`);
  }
}

/** Throws if the endpoints come from nowhere, or from two places. */
export function checkSource(entry: ServiceEntryProps): void {
  const { resolution = NONE, endpoints, workloadSelector } = entry;
  const field = new Field('workloadSelector');
  if (endpoints !== undefined && workloadSelector !== undefined) {
    throw field.fault('must not go with endpoints', workloadSelector, 'leave one of the two out');
  }
  if (workloadSelector !== undefined && (resolution === NONE || resolution === DYNAMIC_DNS)) {
    throw field.fault(
      `does nothing for resolution ${resolution}, which sends traffic where the client wants it`,
      workloadSelector,
      'set resolution: STATIC',
    );
  }
  if (resolution === STATIC && endpoints === undefined && workloadSelector === undefined) {
    throw new Field('endpoints').fault(
      'must be given for resolution STATIC, or every request gets 503',
      endpoints,
      'list them, or give a workloadSelector; [] stands for none on purpose',
    );
  }
}
