import { Trace } from '../traffic/trace';
import { requestJson } from './request-json';

/** The way of a request for programs. Fields may be added; `version` changes when one goes or means something else. */
export function jsonTrace(trace: Trace): string {
  const { gateways, listenerPort, rejectedServers, server, credential } = trace;
  const { virtualHost, failedRoutes, unreachableRoutes, route, policies } = trace;
  const { destinations, mirrors, timeout, retries, outcomes, notes } = trace;
  const json = {
    version: 1,
    request: requestJson(trace.request),
    gateways,
    listenerPort,
    rejectedServers,
    server,
    credential,
    virtualHost,
    failedRoutes,
    unreachableRoutes,
    route,
    policies,
    destinations,
    mirrors,
    timeout,
    retries,
    outcomes,
    notes,
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}
