import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { withOverrides } from '../kernel/merge';
import {
  PortTrafficPolicy,
  PortTrafficPolicySettings,
  checkSome,
  renderPortTrafficPolicy,
  renderSettings,
} from './port-traffic-policy';
import { Field } from './private/field';
import { ProxyProtocolVersion } from './proxy-protocol-version';
import { RetryBudget, renderRetryBudget } from './retry-budget';
import { Tunnel, renderTunnel } from './tunnel';

/**
 * What clients do on the way to a backend; at least one part of it. It holds after the routes have chosen the backend.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export interface TrafficPolicy extends PortTrafficPolicySettings {
  /**
   * Policies of single ports, which take the place of this one there and inherit nothing from it.
   *
   * @default - all ports are alike.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-port_level_settings
   */
  readonly portLevelSettings?: PortTrafficPolicy[];

  /**
   * Sends TCP through the backend as an HTTP proxy. It can't go with `proxyProtocol`.
   *
   * @default - the backend is where the traffic ends.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-tunnel
   */
  readonly tunnel?: Tunnel;

  /**
   * Tells the backend the address of the client in a PROXY protocol header. It can't go with `tunnel`.
   *
   * @default - no header is sent.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-proxy_protocol
   */
  readonly proxyProtocol?: ProxyProtocolVersion;

  /**
   * How many retries may be under way.
   *
   * @default - as `connectionPool.http.maxRetries` says.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-retry_budget
   */
  readonly retryBudget?: RetryBudget;
}

const MOST_PORTS = 4096;

/** Throws unless Istio takes it. */
export function renderTrafficPolicy(
  policy: TrafficPolicy,
  field: Field,
  context: RenderContext,
): networking.TrafficPolicy {
  if (policy.tunnel !== undefined && policy.proxyProtocol !== undefined) {
    throw field.fault('must not have both tunnel and proxyProtocol', ['tunnel', 'proxyProtocol'], 'keep one of them');
  }
  const rendered = withOverrides(
    {
      portLevelSettings: renderPorts(policy.portLevelSettings, field.of('portLevelSettings'), context),
      tunnel: policy.tunnel && renderTunnel(policy.tunnel, field.of('tunnel')),
      proxyProtocol: policy.proxyProtocol && {
        version: networking.TrafficPolicyProxyProtocolVersion[policy.proxyProtocol],
      },
      retryBudget: policy.retryBudget && renderRetryBudget(policy.retryBudget, field.of('retryBudget')),
      // Last, because V8 gives each object a shape of its own where properties follow what is spread.
      ...renderSettings(policy, field, context),
    },
    policy.overrides,
  );
  checkSome(rendered, field);
  return rendered;
}

function renderPorts(
  policies: readonly PortTrafficPolicy[] | undefined,
  field: Field,
  context: RenderContext,
): networking.TrafficPolicyPortTrafficPolicy[] | undefined {
  if (policies !== undefined && policies.length > MOST_PORTS) {
    throw field.fault(`must have at most ${MOST_PORTS} entries`, policies.length, 'leave ports out that are alike');
  }
  return policies?.map((policy, index) => {
    const entry = field.entry(index);
    if (policies.findIndex((other) => other.port === policy.port) !== index) {
      throw entry.fault('must not repeat a port, of which Istio reads the first only', policy.port, 'merge the two');
    }
    return renderPortTrafficPolicy(policy, entry, context);
  });
}
