import { Construct } from 'constructs';
import { locate, misuse } from '../kernel/errors';
import { FaultAbort } from '../networking/fault-abort';
import { FaultDelay } from '../networking/fault-delay';
import { checkHas } from '../kernel/value-type';
import { HttpFault } from '../networking/http-fault';
import { HttpMatch } from '../networking/http-match';
import { IFaultTarget } from './fault-target';

/** What a {@link FaultInjection} is made of: at least one of `abort` and `delay`. */
export interface FaultInjectionProps {
  /** What routes the requests: a pattern, or `FaultTarget.virtualService()`. */
  readonly target: IFaultTarget;

  /**
   * The error that requests are answered with, and to how many of them.
   *
   * A gRPC status comes in a response of HTTP status 200: clients that do not speak gRPC take it for a success. Clients that do
   * read an HTTP status as the gRPC status that stands for it, 503 as UNAVAILABLE.
   *
   * @default - requests are not answered with an error.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Abort
   */
  readonly abort?: FaultAbort;

  /**
   * How long requests wait before they are forwarded or aborted, and how many of them; drawn apart from the abort.
   *
   * @default - requests do not wait.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Delay
   */
  readonly delay?: FaultDelay;

  /**
   * Which requests: those that fit one of these. `HttpMatch.header()` means those of testers, `GrpcMatch.of()` those of one
   * method.
   *
   * @default - every request.
   */
  readonly match?: HttpMatch[];

  /**
   * The names of the target's routes whose requests are meant.
   *
   * @default - all routes that forward.
   */
  readonly routes?: string[];

  /**
   * The fault's name; access logs show the route's name with it.
   *
   * @default - the construct's id.
   */
  readonly name?: string;
}

/**
 * Failures on purpose, to see how clients bear them: a delay, an error or both, for a share of the requests that fit a match.
 *
 * Each route that such requests take is rendered twice: once for them, with the fault, and as it was. They go where they would have
 * gone, unless they are aborted.
 *
 * - The fault is played by the proxy that routes the request: the sidecar of the client, or the gateway. Clients without a sidecar
 *   do not meet it, and nothing reaches the backend for an abort, so that neither its metrics nor outlier detection know of it.
 * - It comes before the route's timeout and retries: a delay does not count towards the timeout, and an abort is not retried.
 *
 * At synth it fails if it touches no route, or one that has a fault of its own, or can't be told together with a route's match.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/fault-injection/
 */
export class FaultInjection extends Construct {
  /** What routes the requests. */
  public readonly target: IFaultTarget;

  /** The fault's name. */
  public readonly faultName: string;

  /**
   * @throws if there is neither abort nor delay, one is of a kind that Istio refuses, a list is empty, or a request could be meant by
   * two faults.
   */
  public constructor(scope: Construct, id: string, props: FaultInjectionProps) {
    super(scope, id);
    try {
      this.target = checkHas(props.target, 'injectFault', {
        at: this,
        field: 'target',
        type: 'something that routes requests',
        fix: 'pass a MeshService, Canary, SecureIngress or the like, or FaultTarget.virtualService() of a VirtualService',
      });
      this.faultName = props.name ?? id;
      const fault = this.checked(props);
      locate(this, () =>
        props.target.injectFault({ name: this.faultName, fault, match: props.match, routes: props.routes }),
      );
    } catch (error) {
      // Nothing is left behind half made, should the caller catch the error and go on.
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  private checked({ abort, delay, match, routes, name }: FaultInjectionProps): HttpFault {
    if (abort?._render().http2Error !== undefined) {
      throw this.fault('Istio refuses aborts with an HTTP/2 error', abort._render(), 'use an HTTP or gRPC status');
    }
    if (delay?._render().exponentialDelay !== undefined) {
      throw this.fault('Istio refuses delays of random length', delay._render(), 'use FaultDelay.fixed()');
    }
    if (match?.length === 0) {
      throw this.fault('match must not be empty', match, 'leave it out for every request');
    }
    if (routes?.length === 0) {
      throw this.fault('routes must not be empty', routes, 'leave it out for all routes');
    }
    if (name === '') {
      throw this.fault('the name of a fault must not be empty', name, "leave it out for the construct's id");
    }
    if (abort !== undefined && delay !== undefined) {
      return HttpFault.delayAndAbort(delay, abort);
    }
    if (abort !== undefined) {
      return HttpFault.abort(abort);
    }
    if (delay === undefined) {
      throw this.fault(
        'a fault needs something that goes wrong',
        'neither abort nor delay',
        'add `abort`, such as FaultAbort.httpStatus(503, 50), or `delay`',
      );
    }
    return HttpFault.delay(delay);
  }

  private fault(rule: string, received: unknown, fix: string): Error {
    return misuse({ at: this, rule, received, fix });
  }
}
