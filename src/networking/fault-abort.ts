import * as networking from '../../imports/networking';
import { GrpcStatus } from './grpc-status';
import { Field } from './private/field';
import { checkStatus } from './private/http-syntax';
import { renderRequiredPercent } from './private/percent';

const FIELD = new Field('fault.abort');

/**
 * The error that requests are answered with, and how many of them: 0 to 100 percent, as fine as 0.0001.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Abort
 */
export class FaultAbort {
  /**
   * Answers a share of the requests with an HTTP status.
   *
   * @throws if the status is not from 200 to 599, or the percentage is out of range.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Abort-http_status
   */
  public static httpStatus(status: number, percentage: number): FaultAbort {
    return new FaultAbort({ httpStatus: checkStatus(status, FIELD.of('httpStatus')) }, percentage);
  }

  /**
   * A gRPC status, in an HTTP response of status 200.
   *
   * @throws if the percentage is out of range.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Abort-grpc_status
   */
  public static grpcStatus(status: GrpcStatus, percentage: number): FaultAbort {
    return new FaultAbort({ grpcStatus: status }, percentage);
  }

  /**
   * An HTTP/2 error code. The CRD has it, but istiod's validation refuses it to this day.
   *
   * @throws if the error is empty, or the percentage is out of range.
   */
  public static http2Error(error: string, percentage: number): FaultAbort {
    return new FaultAbort({ http2Error: FIELD.of('http2Error').text(error) }, percentage);
  }

  private readonly percentage: networking.Percent;

  private constructor(
    private readonly error: networking.HttpFaultInjectionAbort,
    percentage: number,
  ) {
    this.percentage = renderRequiredPercent(percentage, FIELD.of('percentage'));
  }

  /** @internal */
  public _render(): networking.HttpFaultInjectionAbort {
    return { ...this.error, percentage: { ...this.percentage } };
  }
}
