import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { checkLabelName } from '../kernel/kube-name';
import { EnvoyPatchContext } from './envoy-filter-context';
import { EnvoyRouteAction } from './envoy-filter-route-action';
import { IGateway } from './gateway';
import { Field } from './private/field';
import { MESH } from './private/reference-name';

/**
 * The routes of a virtual host that a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-RouteMatch
 */
export interface EnvoyRouteMatch {
  /**
   * The route's name: that of the route in the VirtualService, `default` for routes that have none.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-RouteMatch-name
   */
  readonly name?: string;

  /**
   * What the route does.
   *
   * @default - anything.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-RouteMatch-action
   */
  readonly action?: EnvoyRouteAction;
}

/**
 * The virtual hosts of a route configuration that a patch is for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-VirtualHostMatch
 */
export interface EnvoyVirtualHostMatch {
  /**
   * The virtual host's name: `host:port`, with the full name of a Service, as in `shop.default.svc.cluster.local:80`.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-VirtualHostMatch-name
   */
  readonly name?: string;

  /**
   * One of the domains that the virtual host is for, as it stands there.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-VirtualHostMatch-domain_name
   */
  readonly domainName?: string;

  /**
   * The routes of the virtual host; only patches of routes look at it.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-VirtualHostMatch-route
   */
  readonly route?: EnvoyRouteMatch;
}

/**
 * The route configurations that a patch is for: all conditions have to hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch
 */
export interface EnvoyRouteConfigurationMatch {
  /**
   * The route configuration's name, such as `80`, `http.8080` or `https.443.https.shop.default`.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-name
   */
  readonly name?: string;

  /**
   * The port of the Service or of the gateway's server.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-port_number
   */
  readonly portNumber?: number;

  /**
   * The port name of the gateway's server. Sidecars don't look at it.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-port_name
   */
  readonly portName?: string;

  /**
   * The Gateway that the routes are attached to. Sidecars don't look at it, and a gateway knows it only for a server with TLS of its own.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-gateway
   */
  readonly gateway?: IGateway;

  /**
   * The virtual hosts.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-vhost
   */
  readonly vhost?: EnvoyVirtualHostMatch;
}

/** Throws unless the port is one, and what only gateways look at is for gateways. */
export function checkRouteConfigurationMatch(
  match: EnvoyRouteConfigurationMatch,
  context: EnvoyPatchContext | undefined,
  field: Field,
): void {
  if (match.portNumber !== undefined) {
    field.of('portNumber').port(match.portNumber);
  }
  const forSidecars = context === EnvoyPatchContext.SIDECAR_INBOUND || context === EnvoyPatchContext.SIDECAR_OUTBOUND;
  if (forSidecars && (match.portName !== undefined || match.gateway !== undefined)) {
    throw field.fault(
      'must not have portName or gateway for sidecars, which do not look at them',
      context,
      'use EnvoyPatchContext.GATEWAY, or leave them out',
    );
  }
}

/** The match as it is rendered; throws where the Gateway's namespace is not known. */
export function renderRouteConfigurationMatch(
  match: EnvoyRouteConfigurationMatch,
  field: Field,
  context: RenderContext,
): networking.EnvoyFilterRouteConfigurationMatch {
  return {
    name: match.name,
    portNumber: match.portNumber,
    portName: match.portName,
    gateway: match.gateway && fullName(match.gateway, field.of('gateway'), context),
    vhost: match.vhost && {
      name: match.vhost.name,
      domainName: match.vhost.domainName,
      route: match.vhost.route && {
        name: match.vhost.route.name,
        action: match.vhost.route.action as networking.EnvoyFilterRouteConfigurationMatchRouteMatchAction | undefined,
      },
    },
  };
}

/** Istio compares with the namespace in front, also in the Gateway's own. */
function fullName(gateway: IGateway, field: Field, context: RenderContext): string {
  if (gateway.name === MESH) {
    throw field.fault('must be a Gateway of its own', MESH, 'leave it out, and use a context of sidecars');
  }
  const namespace = gateway.namespace ?? context.namespace;
  if (namespace === undefined) {
    throw field.fault('must be in a known namespace', gateway.name, 'set `namespace` on the Gateway or on its chart');
  }
  return `${namespace}/${checkLabelName(gateway.name, 'the name of a Gateway', context.owner.node.path)}`;
}
