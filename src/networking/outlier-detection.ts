import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { Field, INT32_MAX, UINT32_MAX } from './private/field';

/**
 * Takes pods that keep failing out of the load balancing for a while. An empty one turns that on with the defaults.
 *
 * With it the mesh-wide locality setting comes into force, which prefers pods near the client;
 * `LocalityLoadBalancer.disabled()` keeps it out. Each proxy judges by the requests that itself sends.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export interface OutlierDetection {
  /**
   * How many 5xx responses in a row, or failures of a TCP connection, take a pod out; 0 for not to count them.
   *
   * @default 5
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection-consecutive_5xx_errors
   */
  readonly consecutive5xxErrors?: number;

  /**
   * How many of 502, 503 and 504 in a row, or failures of a TCP connection, take a pod out; 0 for not to count them.
   * They count as 5xx as well, so that a number that is not less than `consecutive5xxErrors` does nothing, and neither
   * does 5 or more where that is left out.
   *
   * @default 0
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection-consecutive_gateway_errors
   */
  readonly consecutiveGatewayErrors?: number;

  /**
   * Counts failures to reach a pod (no connection, no answer in time) apart from what the pod answers.
   *
   * @default false
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection-split_external_local_origin_errors
   */
  readonly splitExternalLocalOriginErrors?: boolean;

  /**
   * How many failures to reach a pod in a row take it out. More than 0 needs `splitExternalLocalOriginErrors: true`; 0
   * stands for the default.
   *
   * @default 5
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection-consecutive_local_origin_failures
   */
  readonly consecutiveLocalOriginFailures?: number;

  /**
   * How many errors in a row once took a pod out. Today's Istio warns and does not look at it.
   *
   * @default - nothing is rendered.
   * @deprecated use `consecutive5xxErrors` or `consecutiveGatewayErrors`
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
   */
  readonly consecutiveErrors?: number;

  /**
   * The HTTP statuses that count as errors, from 100 to 599, instead of all 5xx. The thresholds stay those of the
   * fields above. Istio knows it since 1.31.
   *
   * @default - 500 to 599.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection-outlier_detection_http_error_codes
   */
  readonly outlierDetectionHttpErrorCodes?: number[];

  /**
   * How often pods are let back in, and judged by rates; at least 1ms.
   *
   * @default - 10 seconds.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection-interval
   */
  readonly interval?: Duration;

  /**
   * How long a pod stays out the first time; at least 1ms. It is multiplied by the number of times that the pod was
   * taken out.
   *
   * @default - 30 seconds.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection-base_ejection_time
   */
  readonly baseEjectionTime?: Duration;

  /**
   * The share of the pods that may be out at once, as a whole percentage. Envoy rounds down: with the default, of fewer
   * than 10 pods none is ever taken out. 0 stands for the default.
   *
   * @default 10
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection-max_ejection_percent
   */
  readonly maxEjectionPercent?: number;

  /**
   * The share of healthy pods, as a whole percentage, below which requests go to all pods, those that are out too; 0
   * for never.
   *
   * @default 0
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection-min_health_percent
   */
  readonly minHealthPercent?: number;
}

/** Throws unless Istio takes it. */
export function renderOutlierDetection(outlier: OutlierDetection, field: Field): networking.OutlierDetection {
  const count = (name: string, value: number | undefined) => field.of(name).whole(value, 0, UINT32_MAX);
  const percent = (name: string, value: number | undefined) => field.of(name).whole(value, 0, 100);
  const localFailures = count('consecutiveLocalOriginFailures', outlier.consecutiveLocalOriginFailures);
  if (localFailures !== undefined && localFailures > 0 && outlier.splitExternalLocalOriginErrors !== true) {
    throw field
      .of('consecutiveLocalOriginFailures')
      .fault(
        'must have splitExternalLocalOriginErrors beside it',
        localFailures,
        'set `splitExternalLocalOriginErrors: true`, or leave the number out',
      );
  }
  return {
    consecutive5xxErrors: count('consecutive5xxErrors', outlier.consecutive5xxErrors),
    consecutiveGatewayErrors: count('consecutiveGatewayErrors', outlier.consecutiveGatewayErrors),
    splitExternalLocalOriginErrors: outlier.splitExternalLocalOriginErrors,
    consecutiveLocalOriginFailures: localFailures,
    consecutiveErrors: field.of('consecutiveErrors').whole(outlier.consecutiveErrors, 0, INT32_MAX),
    outlierDetectionHttpErrorCodes: renderCodes(
      outlier.outlierDetectionHttpErrorCodes,
      field.of('outlierDetectionHttpErrorCodes'),
    ),
    interval: field.of('interval').duration(outlier.interval),
    baseEjectionTime: field.of('baseEjectionTime').duration(outlier.baseEjectionTime),
    maxEjectionPercent: percent('maxEjectionPercent', outlier.maxEjectionPercent),
    minHealthPercent: percent('minHealthPercent', outlier.minHealthPercent),
  };
}

function renderCodes(codes: readonly number[] | undefined, field: Field): number[] | undefined {
  codes?.forEach((code, index) => field.entry(index).whole(code, 100, 599));
  return codes && [...codes];
}
