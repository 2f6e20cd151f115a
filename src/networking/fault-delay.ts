import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { Field } from './private/field';
import { renderRequiredPercent } from './private/percent';

const FIELD = new Field('fault.delay');

/**
 * How long requests wait, and how many of them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Delay
 */
export class FaultDelay {
  /**
   * This long, for this percentage of the requests: 0 to 100, as fine as 0.0001.
   *
   * @throws if the duration is shorter than 1ms, or the percentage is out of range.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Delay-fixed_delay
   */
  public static fixed(duration: Duration, percentage: number): FaultDelay {
    return new FaultDelay({
      fixedDelay: FIELD.of('fixedDelay').duration(duration),
      percentage: renderRequiredPercent(percentage, FIELD.of('percentage')),
    });
  }

  /**
   * This long, in the older field for whole percentages.
   *
   * @throws if the duration is shorter than 1ms, or the percentage is not a whole number from 0 to 100.
   * @deprecated Istio has replaced this field; use `fixed()`
   */
  public static fixedForWholePercent(duration: Duration, percent: number): FaultDelay {
    return new FaultDelay({
      fixedDelay: FIELD.of('fixedDelay').duration(duration),
      percent: FIELD.of('percent').whole(percent, 0, 100),
    });
  }

  /**
   * A delay that is drawn at random around this duration. The CRD has it, but istiod's validation refuses it to this day.
   *
   * @throws if the duration is shorter than 1ms, or the percentage is out of range.
   */
  public static exponential(duration: Duration, percentage: number): FaultDelay {
    return new FaultDelay({
      exponentialDelay: FIELD.of('exponentialDelay').duration(duration),
      percentage: renderRequiredPercent(percentage, FIELD.of('percentage')),
    });
  }

  private constructor(private readonly delay: networking.HttpFaultInjectionDelay) {}

  /** @internal */
  public _render(): networking.HttpFaultInjectionDelay {
    return { ...this.delay, percentage: this.delay.percentage && { ...this.delay.percentage } };
  }
}
