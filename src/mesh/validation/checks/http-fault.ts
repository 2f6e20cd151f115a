import { grpcCode } from '../../semantics/grpc-status';
import { HttpFaultInjection, Percent } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';
import { faultOfDuration } from './durations';
import { faultOfStatus } from './http-actions';

const SMALLEST_PERCENTAGE = 0.0001;

/** Checks faults that are injected. An abort without a status is one that Istio meant to warn of, but does not. */
export function checkFault({ abort, delay }: Decoded<HttpFaultInjection>, faults: Faults): void {
  if (abort === undefined && delay === undefined) {
    faults.error('a fault is an abort or a delay');
  }
  checkPercentage(abort?.percentage, faults.at('abort', 'percentage'));
  if (abort?.http2Error !== undefined) {
    faults.error('aborts of HTTP/2 are not supported', 'abort', 'http2Error');
  } else if (abort?.httpStatus !== undefined) {
    faults.error(faultOfStatus(abort.httpStatus), 'abort', 'httpStatus');
  } else if (abort?.grpcStatus !== undefined && grpcCode(abort.grpcStatus) === undefined) {
    faults.error(`"${abort.grpcStatus}" is no status of gRPC`, 'abort', 'grpcStatus');
  }
  checkPercentage(delay?.percentage, faults.at('delay', 'percentage'));
  faults.error(faultOfDuration(delay?.fixedDelay), 'delay', 'fixedDelay');
  if (delay?.exponentialDelay !== undefined) {
    faults.error(faultOfDuration(delay.exponentialDelay), 'delay', 'exponentialDelay');
    faults.error('exponential delays are not supported', 'delay', 'exponentialDelay');
  }
}

function checkPercentage(percentage: Decoded<Percent> | undefined, faults: Faults): void {
  const { value = 0 } = percentage ?? {};
  if (value !== 0 && !(value >= SMALLEST_PERCENTAGE && value <= 100)) {
    faults.error(`a percentage is 0, or from ${SMALLEST_PERCENTAGE} to 100, not ${value}`, 'value');
  }
}
