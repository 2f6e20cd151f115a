import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { Field } from './private/field';

/**
 * How pods that just started get their share of the traffic little by little.
 *
 * It helps where a few new pods join many old ones; where all are new, all get the same share.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#WarmupConfiguration
 */
export interface Warmup {
  /**
   * How long a pod counts as new; at least 1ms.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#WarmupConfiguration-duration
   */
  readonly duration: Duration;

  /**
   * The share of its full weight that a new pod starts with, in percent from 0 to 100.
   *
   * @default 10
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#WarmupConfiguration-minimum_percent
   */
  readonly minimumPercent?: number;

  /**
   * How the share grows, above 0: evenly with 1, early with more, late with less.
   *
   * @default 1
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#WarmupConfiguration-aggression
   */
  readonly aggression?: number;
}

/** Throws unless Istio takes it. */
export function renderWarmup(warmup: Warmup, field: Field): networking.WarmupConfiguration {
  if (warmup.aggression !== undefined && !(warmup.aggression > 0 && Number.isFinite(warmup.aggression))) {
    throw field.of('aggression').fault('must be greater than 0', warmup.aggression, 'give 1 for an even growth');
  }
  return {
    duration: field.of('duration').duration(warmup.duration),
    minimumPercent: field.of('minimumPercent').percent(warmup.minimumPercent),
    aggression: warmup.aggression,
  };
}
