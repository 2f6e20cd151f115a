import { parseGoDuration } from './go-duration';
import { grpcCode, httpStatusOfGrpc } from './grpc-status';
import { HttpFaultInjection, Percent } from '../wire/networking';

/** What an injected fault does to a share of the requests. */
export interface FaultBranch {
  readonly share: number;
  /** Seconds. */
  readonly delay: number;
  readonly abort?: { readonly status: number; readonly grpcCode?: number };
}

const NANOSECONDS = 1e9;

/** The shares into which an injected fault divides requests; those of which nothing is left are left out. */
export function faultBranches(fault: HttpFaultInjection | undefined): readonly FaultBranch[] {
  const delay = Number(parseGoDuration(fault?.delay?.fixedDelay ?? '') ?? 0n) / NANOSECONDS;
  const delayed = delay > 0 ? shareOf(fault?.delay?.percentage, fault?.delay?.percent) : 0;
  const abort = abortOf(fault);
  const aborted = abort === undefined ? 0 : shareOf(fault?.abort?.percentage, undefined);
  return [
    { share: (1 - delayed) * (1 - aborted), delay: 0 },
    { share: delayed * (1 - aborted), delay },
    { share: (1 - delayed) * aborted, delay: 0, abort },
    { share: delayed * aborted, delay, abort },
  ].filter(({ share }) => share > 0);
}

/** Without a percentage a fault hits no request. */
function shareOf(percentage: Percent | undefined, percent: number | undefined): number {
  return Math.min(Math.max((percentage === undefined ? (percent ?? 0) : (percentage.value ?? 0)) / 100, 0), 1);
}

function abortOf(fault: HttpFaultInjection | undefined): FaultBranch['abort'] {
  const { httpStatus, grpcStatus } = fault?.abort ?? {};
  if (httpStatus !== undefined) {
    return { status: httpStatus };
  }
  if (grpcStatus === undefined) {
    return undefined;
  }
  const code = grpcCode(grpcStatus) ?? 0;
  return { status: httpStatusOfGrpc(code), grpcCode: code };
}
