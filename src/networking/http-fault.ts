import * as networking from '../../imports/networking';
import { FaultAbort } from './fault-abort';
import { FaultDelay } from './fault-delay';

/**
 * Failures that Envoy plays to a share of the requests, to see how clients bear them. Delays and aborts are drawn
 * independently. A delay comes before the route's timeout begins, and the request then has its timeout and retries; an abort is
 * never retried. A gRPC status reaches a client that does not speak gRPC as a 200.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection
 */
export class HttpFault {
  /** Requests wait before they are forwarded. */
  public static delay(delay: FaultDelay): HttpFault {
    return new HttpFault(delay, undefined);
  }

  /** Requests are answered with an error instead of being forwarded. */
  public static abort(abort: FaultAbort): HttpFault {
    return new HttpFault(undefined, abort);
  }

  /** Some requests wait, and some are answered with an error. */
  public static delayAndAbort(delay: FaultDelay, abort: FaultAbort): HttpFault {
    return new HttpFault(delay, abort);
  }

  private constructor(
    private readonly delayed: FaultDelay | undefined,
    private readonly aborted: FaultAbort | undefined,
  ) {}

  /** @internal */
  public _render(): networking.HttpFaultInjection {
    return { delay: this.delayed?._render(), abort: this.aborted?._render() };
  }
}
