import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { isNamedStatus } from '../kernel/http-status';
import { checkList } from '../kernel/value-type';
import { Field, INT32_MAX } from './private/field';
import { RetryOn } from './retry-on';

const FIELD = new Field('retries');

/** When and how requests are tried again. */
export interface HttpRetryOptions {
  /**
   * The longest that one try may take, the first one too: at least 1ms.
   *
   * @default - the route's timeout, which bounds all tries together.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry-per_try_timeout
   */
  readonly perTryTimeout?: Duration;

  /**
   * What a request has to end in to be tried again; one of them is enough.
   *
   * @default - `retryOnStatuses`; without those Istio's: connect-failure, refused-stream, unavailable, cancelled.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry-retry_on
   */
  readonly retryOn?: RetryOn[];

  /**
   * Statuses from the backend itself that are tried again. A 503 that Envoy makes of a broken connection is none of them.
   *
   * @default - no status by its number.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry-retry_on
   */
  readonly retryOnStatuses?: number[];

  /**
   * Whether tries may go to other localities than those before.
   *
   * @default - they go where load balancing sends them.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry-retry_remote_localities
   */
  readonly retryRemoteLocalities?: boolean;

  /**
   * Whether tries leave out the pods that have failed already.
   *
   * @default true
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry-retry_ignore_previous_hosts
   */
  readonly retryIgnorePreviousHosts?: boolean;

  /**
   * The pause before the second try, from which the later ones grow: at least 1ms.
   *
   * @default - 25ms.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry-backoff
   */
  readonly backoff?: Duration;
}

/**
 * How often a request is tried again that has failed.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export class HttpRetry {
  /**
   * At most this many tries after the first one; 0 is the same as `disabled()`.
   *
   * @throws if the number is not a whole one from 0, a duration is shorter than 1ms, `retryOn` and `retryOnStatuses` are both
   * empty, a status is unknown to Istio, or there are options with 0 attempts.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry-attempts
   */
  public static attempts(attempts: number, options: HttpRetryOptions = {}): HttpRetry {
    const retry: networking.HttpRetry = {
      perTryTimeout: FIELD.of('perTryTimeout').duration(options.perTryTimeout),
      retryOn: renderRetryOn(options),
      retryRemoteLocalities: options.retryRemoteLocalities,
      retryIgnorePreviousHosts: options.retryIgnorePreviousHosts,
      backoff: FIELD.of('backoff').duration(options.backoff),
    };
    if (attempts === 0 && Object.values(retry).some((value) => value !== undefined)) {
      throw FIELD.fault(
        'must not have options with 0 attempts, which mean no retries at all',
        options,
        'give at least 1 attempt, or leave the options out',
      );
    }
    return new HttpRetry({ ...retry, attempts: FIELD.of('attempts').whole(attempts, 0, INT32_MAX) });
  }

  /** No retries, not even those that Istio makes by default. */
  public static disabled(): HttpRetry {
    return HttpRetry.attempts(0);
  }

  private constructor(private readonly retry: networking.HttpRetry) {}

  /** @internal */
  public _render(): networking.HttpRetry {
    return { ...this.retry };
  }
}

function renderRetryOn({ retryOn, retryOnStatuses }: HttpRetryOptions): string | undefined {
  if (retryOn === undefined && retryOnStatuses === undefined) {
    return undefined;
  }
  checkList(retryOn, 'retries.retryOn');
  checkList(retryOnStatuses, 'retries.retryOnStatuses')?.forEach((status, index) =>
    checkStatus(status, FIELD.of('retryOnStatuses').entry(index)),
  );
  const conditions = [...(retryOn ?? []), ...(retryOnStatuses ?? [])];
  if (conditions.length === 0) {
    throw FIELD.of('retryOn').fault(
      'must not be empty: Istio takes that for its default',
      conditions,
      'leave it out for the default, or use HttpRetry.disabled()',
    );
  }
  return conditions.join(',');
}

function checkStatus(status: number, field: Field): void {
  if (!Number.isInteger(status) || !isNamedStatus(status)) {
    throw field.fault('must be a status that HTTP defines', status, 'give one such as 503, or use RetryOn.STATUS_5XX');
  }
}
