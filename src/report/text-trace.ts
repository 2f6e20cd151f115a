import { ConnectionResult } from '../traffic/connection-result';
import { Trace } from '../traffic/trace';
import { TraceAccessLog, TraceOutcome } from '../traffic/trace-outcome';
import { paletteOf } from './palette';

const FIRST_ERROR = 400;

/** The way of a request for people, and what the access log will have of it, by the names that Envoy's own has. */
export function textTrace(trace: Trace, inColour: boolean): string {
  const { strong, weak, bad, good } = paletteOf(inColour);
  const [head = '', ...steps] = trace.toText().split('\n');
  const outcomes = [...trace.outcomes];
  const lines = steps.map((line) => {
    const [, what] = /^ {2}(\S+)/.exec(line) ?? [];
    const outcome = what === 'outcome' ? outcomes.shift() : undefined;
    return outcome !== undefined ? (isError(outcome) ? bad(line) : good(line)) : what === 'not' ? weak(line) : line;
  });
  const logs = new Set(
    trace.outcomes.flatMap(({ accessLog }) => (accessLog === undefined ? [] : [logLine(accessLog)])),
  );
  return [strong(head), ...lines, ...[...logs].map((log) => `  access log   ${log}`), ''].join('\n');
}

/** Whether a request gets no answer, or one that says that something is wrong. */
export function isError({ connection, status = 0 }: TraceOutcome): boolean {
  return connection !== ConnectionResult.OK || status >= FIRST_ERROR;
}

function logLine(log: TraceAccessLog): string {
  const fields = {
    response_code: log.responseCode,
    response_flags: log.responseFlags,
    response_code_details: log.responseCodeDetails,
    protocol: log.protocol,
    authority: log.authority,
    requested_server_name: log.requestedServerName,
    upstream_cluster: log.upstreamCluster,
    route_name: log.routeName,
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== '-')
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}
