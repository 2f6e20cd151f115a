import { grpcCodeOfHttp } from '../mesh/semantics/grpc-status';
import { AccessLogEntry, ConnectionResult, Outcome } from './request-trace';
import { Request } from './request';

/** What of a log's entry is the same for all outcomes of a request. */
export interface LogContext {
  readonly routeName?: string;
  /** The host as it is logged; the client's where none is given. */
  readonly authority?: string;
}

/** An answer that the proxy gives itself. */
export interface LocalReply extends LogContext {
  readonly share?: number;
  readonly status: number;
  readonly details: string;
  readonly reason: string;
  readonly flags?: string;
  readonly body?: string;
  readonly cluster?: string;
  readonly location?: string;
  readonly headers?: ReadonlyMap<string, string>;
  readonly delay?: number;
  /** In place of the one that belongs to the HTTP status. */
  readonly grpcCode?: number;
}

/** The outcome of an answer that the proxy gives itself; calls of gRPC get their status in headers. */
export function localReply(request: Request, reply: LocalReply): Outcome {
  const { share = 1, status, details, reason, flags = '-', body = '', cluster, location, delay = 0 } = reply;
  const headers = new Map(reply.headers);
  if (request.isGrpc) {
    headers.set('grpc-status', String(reply.grpcCode ?? grpcCodeOfHttp(status)));
    if (body !== '') {
      headers.set('grpc-message', body);
    }
  }
  const shown = request.isGrpc ? 200 : status;
  return {
    share,
    connection: 'ok',
    status: shown,
    cluster,
    responseHeaders: headers,
    body: request.isGrpc || body === '' || request.method === 'HEAD' ? undefined : body,
    location,
    delay,
    isPassedThrough: false,
    reason,
    log: httpLog(request, { ...reply, status: shown, details, flags, cluster }),
  };
}

/** What is logged of a request over HTTP. */
export function httpLog(
  request: Request,
  entry: LogContext & { status?: number; details: string; flags: string; cluster?: string },
): AccessLogEntry {
  return {
    authority: entry.authority ?? request.authority,
    requestedServerName: request.sni,
    protocol: request.httpVersion,
    responseCode: entry.status,
    responseCodeDetails: entry.details,
    responseFlags: entry.flags,
    upstreamCluster: entry.cluster,
    routeName: entry.routeName,
  };
}

/** What is logged of a connection whose bytes are passed on, or that nothing is done with. */
export function connectionLog(
  request: Request,
  entry: { flags?: string; details?: string; cluster?: string } = {},
): AccessLogEntry {
  return {
    authority: undefined,
    requestedServerName: request.sni,
    protocol: undefined,
    responseCode: 0,
    responseCodeDetails: entry.details,
    responseFlags: entry.flags ?? '-',
    upstreamCluster: entry.cluster,
    routeName: undefined,
  };
}

/** A connection that carries no answer. */
export function failedConnection(connection: ConnectionResult, reason: string, log?: AccessLogEntry): Outcome {
  return { share: 1, connection, responseHeaders: new Map(), delay: 0, isPassedThrough: false, reason, log };
}
