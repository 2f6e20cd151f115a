import * as networking from '../../imports/networking';
import { withOverrides } from '../kernel/merge';
import { checkEndpointAddress, checkPortName, isSocket } from './private/address';
import { Field, UINT32_MAX } from './private/field';
import { checkLabels } from './private/labels';
import { checkCount, checkLength } from './private/limits';

/**
 * Where a workload outside of Kubernetes is reached, and what it is.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry
 */
export interface EndpointSettings {
  /**
   * An IP address; a DNS name, which only a ServiceEntry that resolves by DNS uses, others leave the endpoint out; or a Unix socket:
   * `unix:///run/app.sock`, or `unix://@app` for an abstract one.
   *
   * @default - none; `network` says where the endpoint is.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry-address
   */
  readonly address?: string;

  /**
   * The endpoint's ports by the names of the ServiceEntry's ports. A Unix socket has none.
   *
   * @default - the `targetPort` of the ServiceEntry's port, or its number.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry-ports
   */
  readonly ports?: { [portName: string]: number };

  /**
   * Labels as pods have them, which selectors and subsets look at. With `security.istio.io/tlsMode: disabled` clients send it no mTLS
   * although it has a `serviceAccount`.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry-labels
   */
  readonly labels?: { [label: string]: string };

  /**
   * The network of a multi-network mesh that it is in; proxies of other networks reach it through that network's gateway.
   *
   * @default - what the mesh knows about its address.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry-network
   */
  readonly network?: string;

  /**
   * Where it runs, as `region/zone/sub-zone`; proxies prefer what is near.
   *
   * @default - the label `istio-locality`, or nowhere in particular.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry-locality
   */
  readonly locality?: string;

  /**
   * Its share of the traffic in relation to the other endpoints. 0 does not take the endpoint out: it counts as 1.
   *
   * @default 1
   * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry-weight
   */
  readonly weight?: number;

  /**
   * The service account that it runs as, in the namespace of the object. Clients take this for the sign that it has a proxy, and send it
   * mTLS: leave it out for a workload without one.
   *
   * @default - none, and it is sent plain text.
   * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry-service_account
   */
  readonly serviceAccount?: string;
}

/**
 * A workload inside another object: an endpoint of a ServiceEntry, or the template of a WorkloadGroup.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry
 */
export interface Endpoint extends EndpointSettings {
  /**
   * Fields of the endpoint that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

const LONGEST_ADDRESS = 256;
const LONGEST_PLACE = 2048;
const LONGEST_PORT_NAME = 62;
const MOST_LABELS = 256;
const MOST_PORTS = 128;

/** Throws unless Istio takes it. */
export function renderEndpointSettings(endpoint: EndpointSettings, field: Field): networking.WorkloadEntrySpec {
  return {
    address: endpoint.address === undefined ? undefined : renderAddress(endpoint.address, field.of('address')),
    ports: endpoint.ports && renderPorts(endpoint, field.of('ports')),
    labels: endpoint.labels && renderLabels(endpoint.labels, field.of('labels')),
    network: checkLength(endpoint.network, LONGEST_PLACE, field.of('network')),
    locality: checkLength(endpoint.locality, LONGEST_PLACE, field.of('locality')),
    weight: field.of('weight').whole(endpoint.weight, 0, UINT32_MAX),
    serviceAccount:
      endpoint.serviceAccount === undefined
        ? undefined
        : field.of('serviceAccount').objectName(endpoint.serviceAccount),
  };
}

/** Throws unless Istio takes it. */
export function renderEndpoint(endpoint: Endpoint, field: Field): networking.WorkloadEntrySpec {
  return withOverrides(renderEndpointSettings(endpoint, field), endpoint.overrides);
}

/** Throws unless it says where the endpoint is. */
export function checkPlace(endpoint: EndpointSettings, field: Field): void {
  if (!endpoint.address && !endpoint.network) {
    throw field.fault('must have an address or a network', endpoint, "give `address`, such as '10.0.0.1'");
  }
}

function renderAddress(address: string, field: Field): string {
  // An empty one stands for none, which a network makes good.
  return address === '' ? address : (checkLength(checkEndpointAddress(address, field), LONGEST_ADDRESS, field) ?? '');
}

function renderPorts({ address, ports = {} }: EndpointSettings, field: Field): { [portName: string]: number } {
  if (address !== undefined && isSocket(address)) {
    throw field.fault('must be left out for a Unix socket', ports, 'remove it: a socket has no ports');
  }
  checkCount(Object.keys(ports).length, MOST_PORTS, field);
  for (const [name, port] of Object.entries(ports)) {
    checkPortName(name, LONGEST_PORT_NAME, field);
    field.entry(name).port(port);
  }
  return { ...ports };
}

function renderLabels(labels: { [label: string]: string }, field: Field): { [label: string]: string } {
  checkCount(Object.keys(labels).length, MOST_LABELS, field);
  return checkLabels(labels, field);
}
