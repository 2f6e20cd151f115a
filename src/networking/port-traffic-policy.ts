import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { withOverrides } from '../kernel/merge';
import { ClientTls } from './client-tls';
import { ConnectionPool, renderConnectionPool } from './connection-pool';
import { LoadBalancer } from './load-balancer';
import { OutlierDetection, renderOutlierDetection } from './outlier-detection';
import { Field } from './private/field';

/** The parts of a traffic policy that ports can have of their own. */
export interface PortTrafficPolicySettings {
  /**
   * How the pod for a request is chosen.
   *
   * @default - the pod with the fewest requests.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-load_balancer
   */
  readonly loadBalancer?: LoadBalancer;

  /**
   * How many connections and requests a proxy allows itself.
   *
   * @default - no limits.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-connection_pool
   */
  readonly connectionPool?: ConnectionPool;

  /**
   * Takes pods that keep failing out of the load balancing for a while.
   *
   * @default - pods stay in as long as they are ready.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-outlier_detection
   */
  readonly outlierDetection?: OutlierDetection;

  /**
   * How the proxy of a client opens connections.
   *
   * @default - with mTLS to pods of the mesh that take it, else in plain text.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-tls
   */
  readonly tls?: ClientTls;

  /**
   * Fields that have no property here yet, laid over what is rendered: maps merge key by key, lists and values replace.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/**
 * The policy of one port; at least one part of it.
 *
 * The port inherits nothing: it has the defaults where the policy leaves something out, whatever stands at the top of
 * the rule, and does without the rule's `proxyProtocol` and `retryBudget`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy
 */
export interface PortTrafficPolicy extends PortTrafficPolicySettings {
  /**
   * The port's number on the Service, not on its pods.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy-port
   */
  readonly port: number;
}

/** Throws unless Istio takes it. */
export function renderPortTrafficPolicy(
  policy: PortTrafficPolicy,
  field: Field,
  context: RenderContext,
): networking.TrafficPolicyPortTrafficPolicy {
  const { port, ...settings } = policy;
  const number = field.of('port').port(port);
  const rendered = withOverrides(renderSettings(settings, field, context), settings.overrides);
  checkSome(rendered, field);
  return { port: { number }, ...rendered };
}

/** What ports and whole backends have in common. */
export function renderSettings(
  policy: PortTrafficPolicySettings,
  field: Field,
  context: RenderContext,
): Omit<networking.TrafficPolicyPortTrafficPolicy, 'port'> {
  return {
    loadBalancer: policy.loadBalancer?._render(),
    connectionPool: policy.connectionPool && renderConnectionPool(policy.connectionPool, field.of('connectionPool')),
    outlierDetection:
      policy.outlierDetection && renderOutlierDetection(policy.outlierDetection, field.of('outlierDetection')),
    tls: policy.tls?._render(context),
  };
}

/** Throws if there is nothing in the policy, which Istio refuses. */
export function checkSome(rendered: object, field: Field): void {
  const hasSome = Object.values(rendered).some(
    (part) => part !== undefined && !(Array.isArray(part) && part.length === 0),
  );
  if (!hasSome) {
    throw field.fault('must have at least one setting', rendered, 'give one, or leave the policy out');
  }
}
