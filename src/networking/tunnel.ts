import { isIP } from 'node:net';
import * as networking from '../../imports/networking';
import { isHost } from '../kernel/host';
import { Field } from './private/field';

/**
 * The HTTP method that opens a tunnel.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-TunnelSettings-protocol
 */
export enum TunnelProtocol {
  /** HTTP CONNECT. */
  CONNECT = 'CONNECT',
  /** HTTP POST, for proxies that do not know CONNECT. */
  POST = 'POST',
}

/**
 * Sends TCP through the host of the DestinationRule as an HTTP proxy.
 *
 * It works for TCP and TLS routes, not for HTTP routes. A subset does not take it over from the top of the rule, and a
 * route with weights does not look at the subsets'.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-TunnelSettings
 */
export interface Tunnel {
  /**
   * The method that opens the tunnel; the version of HTTP comes from the protocol of the proxy's port.
   *
   * @default TunnelProtocol.CONNECT
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-TunnelSettings-protocol
   */
  readonly protocol?: TunnelProtocol;

  /**
   * The host that the proxy is to connect to: a DNS name without wildcard, or an IP address.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-TunnelSettings-target_host
   */
  readonly targetHost: string;

  /**
   * The port that the proxy is to connect to.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-TunnelSettings-target_port
   */
  readonly targetPort: number;
}

const ALL_DIGITS = /^\d+$/;

/** Throws unless Istio takes it. */
export function renderTunnel(tunnel: Tunnel, field: Field): networking.TrafficPolicyTunnelSettings {
  const { targetHost, targetPort } = tunnel;
  if (isIP(targetHost) === 0 && !isExactHost(targetHost)) {
    throw field
      .of('targetHost')
      .fault('must be a DNS name or an IP address', targetHost, "give a name such as 'db.example.com', without port");
  }
  return { protocol: tunnel.protocol, targetHost, targetPort: field.of('targetPort').port(targetPort) };
}

function isExactHost(text: string): boolean {
  return isHost(text) && !text.includes('*') && !ALL_DIGITS.test(text.slice(text.lastIndexOf('.') + 1));
}
