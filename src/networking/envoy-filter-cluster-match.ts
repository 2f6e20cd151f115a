import * as networking from '../../imports/networking';
import { checkHost } from '../kernel/host';
import { Field } from './private/field';

/**
 * The clusters that a patch is for: all conditions have to hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ClusterMatch
 */
export interface EnvoyClusterMatch {
  /**
   * The cluster's name, such as `outbound|80||shop.default.svc.cluster.local`. It stands alone: Istio looks at nothing else beside it.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ClusterMatch-name
   */
  readonly name?: string;

  /**
   * The host of the service as the mesh knows it: the full name of a Service, such as `shop.default.svc.cluster.local`, or the host of a
   * ServiceEntry. A short name finds nothing.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ClusterMatch-service
   */
  readonly service?: string;

  /**
   * The port: outbound that of the Service, inbound that of the pod.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ClusterMatch-port_number
   */
  readonly portNumber?: number;

  /**
   * The name of a subset.
   *
   * @default - any, and clusters without one.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ClusterMatch-subset
   */
  readonly subset?: string;
}

/** Throws unless the name stands alone, and the service and the port are such. */
export function renderClusterMatch(match: EnvoyClusterMatch, field: Field): networking.EnvoyFilterClusterMatch {
  const { name, service, portNumber, subset } = match;
  if (name !== undefined && (service ?? portNumber ?? subset) !== undefined) {
    throw field.fault(
      'must have nothing beside a name, because Istio would not look at it',
      match,
      'leave the name out, or everything else',
    );
  }
  return {
    name,
    service: service === undefined ? undefined : checkHost(service, 'the service of a cluster match'),
    portNumber: portNumber === undefined ? undefined : field.of('portNumber').port(portNumber),
    subset,
  };
}
