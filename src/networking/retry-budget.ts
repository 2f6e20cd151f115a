import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { Field, UINT32_MAX } from './private/field';

/**
 * How many retries may be under way, by how many requests are. It takes the place of `connectionPool.http.maxRetries`.
 * An empty one turns it on with the defaults.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-RetryBudget
 */
export interface RetryBudget {
  /**
   * The share of the requests under way and waiting that may be retries, in percent from 0 to 100.
   *
   * @default 20
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-RetryBudget-percent
   */
  readonly percent?: number;

  /**
   * How many retries are allowed however few requests there are. 0 does not mean none: it stands for the default.
   *
   * @default 3
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-RetryBudget-min_retry_concurrency
   */
  readonly minRetryConcurrency?: number;

  /**
   * For how long a request counts after it began, besides those under way. Istio knows it since 1.31.
   *
   * @default - only requests under way and waiting count.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-RetryBudget-budget_interval
   */
  readonly budgetInterval?: Duration;
}

/** Throws unless Istio takes it. */
export function renderRetryBudget(budget: RetryBudget, field: Field): networking.TrafficPolicyRetryBudget {
  return {
    percent: field.of('percent').percent(budget.percent),
    minRetryConcurrency: field.of('minRetryConcurrency').whole(budget.minRetryConcurrency, 0, UINT32_MAX),
    budgetInterval: field.of('budgetInterval').durationOrZero(budget.budgetInterval),
  };
}
