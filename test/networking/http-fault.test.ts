import { Duration } from 'cdk8s';
import { FaultAbort } from '../../src/networking/fault-abort';
import { FaultDelay } from '../../src/networking/fault-delay';
import { GrpcStatus } from '../../src/networking/grpc-status';
import { HttpFault } from '../../src/networking/http-fault';
import { misuseOf } from '../support/misuse-of';

const second = Duration.seconds(1);

test.each<[string, HttpFault, object]>([
  ['delay', HttpFault.delay(FaultDelay.fixed(second, 50)), { delay: { fixedDelay: '1s', percentage: { value: 50 } } }],
  ['no delay', HttpFault.delay(FaultDelay.fixed(second, 0)), { delay: { fixedDelay: '1s', percentage: { value: 0 } } }],
  [
    'rare delay',
    HttpFault.delay(FaultDelay.fixed(second, 0.0001)),
    { delay: { fixedDelay: '1s', percentage: { value: 0.0001 } } },
  ],
  [
    'delay in whole percent',
    HttpFault.delay(FaultDelay.fixedForWholePercent(second, 5)),
    { delay: { fixedDelay: '1s', percent: 5 } },
  ],
  [
    'exponential delay',
    HttpFault.delay(FaultDelay.exponential(second, 5)),
    { delay: { exponentialDelay: '1s', percentage: { value: 5 } } },
  ],
  [
    'HTTP status',
    HttpFault.abort(FaultAbort.httpStatus(503, 100)),
    { abort: { httpStatus: 503, percentage: { value: 100 } } },
  ],
  [
    'gRPC status',
    HttpFault.abort(FaultAbort.grpcStatus(GrpcStatus.NOT_FOUND, 1)),
    { abort: { grpcStatus: 'NOT_FOUND', percentage: { value: 1 } } },
  ],
  [
    'HTTP/2 error',
    HttpFault.abort(FaultAbort.http2Error('CANCEL', 1)),
    { abort: { http2Error: 'CANCEL', percentage: { value: 1 } } },
  ],
  [
    'both',
    HttpFault.delayAndAbort(FaultDelay.fixed(Duration.millis(1), 1), FaultAbort.httpStatus(200, 2)),
    { delay: { fixedDelay: '1ms', percentage: { value: 1 } }, abort: { httpStatus: 200, percentage: { value: 2 } } },
  ],
])('%s', (_, fault, expected) => {
  expect(JSON.parse(JSON.stringify(fault._render()))).toEqual(expected);
});

test('gRPC has 17 statuses', () => {
  expect(Object.values(GrpcStatus)).toHaveLength(17);
  expect(Object.keys(GrpcStatus)).toEqual(Object.values(GrpcStatus));
});

const missing = undefined as unknown as number;

test.each<[string, () => unknown, string, string, RegExp]>([
  [
    'no duration',
    () => FaultDelay.fixed(Duration.millis(0), 1),
    'fault.delay.fixedDelay must be at least 1ms',
    '"0s"',
    /longer/,
  ],
  [
    'a fraction of a millisecond',
    () => FaultDelay.exponential(Duration.millis(1.5), 1),
    'fault.delay.exponentialDelay must be whole milliseconds',
    '"1.5ms"',
    /round/,
  ],
  ['above 100', () => FaultDelay.fixed(second, 101), 'fault.delay.percentage must be a percentage', '101', /0 to 100/],
  ['below 0', () => FaultAbort.httpStatus(503, -1), 'fault.abort.percentage must be a percentage', '-1', /0 to 100/],
  [
    'no number',
    () => FaultAbort.httpStatus(503, NaN),
    'fault.abort.percentage must be a percentage',
    'NaN',
    /0 to 100/,
  ],
  [
    'too fine',
    () => FaultAbort.httpStatus(503, 0.00001),
    'fault.abort.percentage must not be finer than Istio counts',
    '0.00001',
    /0\.0001/,
  ],
  [
    'no percentage',
    () => FaultAbort.grpcStatus(GrpcStatus.OK, missing),
    'fault.abort.percentage must be given: Istio takes a missing percentage for 0',
    'nothing',
    /100/,
  ],
  [
    'half a percent',
    () => FaultDelay.fixedForWholePercent(second, 0.5),
    'fault.delay.percent must be a whole number from 0 to 100',
    '0.5',
    /number/,
  ],
  [
    'an interim status',
    () => FaultAbort.httpStatus(100, 1),
    'fault.abort.httpStatus must be an HTTP status from 200 to 599',
    '100',
    /503/,
  ],
  ['an empty error', () => FaultAbort.http2Error('', 1), 'fault.abort.http2Error must not be empty', '""', /text/],
])('%s is refused', (_, action, rule, received, fix) => {
  expect(misuseOf(action)).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});
