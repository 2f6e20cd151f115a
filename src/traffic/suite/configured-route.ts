import { resolveHost } from '../../mesh/semantics/short-name';
import { parseGoDuration } from '../../mesh/semantics/go-duration';
import { mismatchOf } from '../../mesh/semantics/request-match';
import { Mesh } from '../../mesh/mesh';
import { DURATION_FIELDS } from '../../mesh/validation/message-fields';
import { isJsonObject } from '../../mesh/wire/json';
import { Delegate } from '../../mesh/wire/networking';
import { factsOf } from '../../simulation/exchange';
import { RequestTrace } from '../../simulation/request-trace';
import { ConfiguredRoute, TrafficCase } from './traffic-case';
import { virtualServicesFor } from './virtual-services-for';

/** In what the route that took a request is not configured as a case wants it. */
export function configuredFaults(
  { configured, wantMatch }: TrafficCase,
  trace: RequestTrace,
  mesh: Mesh,
): readonly string[] {
  const lost = lostDelegation(trace, mesh);
  const fields = Object.keys(configured) as (keyof ConfiguredRoute)[];
  return fields.flatMap((field) => {
    const actual = field === 'delegate' ? delegateOf(trace, lost) : trace.route?.route[field];
    const isAlike = isSame(configured[field], actual, hostsIn(trace, mesh.config.domain));
    if (isAlike === wantMatch) {
      return [];
    }
    return wantMatch
      ? [`${field}: expected ${shown(configured[field])}, got ${shown(actual)}${because(actual, lost)}`]
      : [`${field}: is ${shown(actual)}, which is not wanted`];
  });
}

/** How hosts of the route's namespace are written in full. */
function hostsIn({ route }: RequestTrace, domain: string): (host: string) => string {
  const namespace = route?.source.object.namespace;
  return (host) => (namespace === undefined ? host : resolveHost(host, namespace, domain));
}

/** A route that delegates to what is not there, or has no route that goes with its conditions: Envoy has no such route. */
interface LostDelegation {
  readonly delegate: Delegate;
  readonly reason: string;
}

/** What the route delegates to, also where that leads nowhere. */
function delegateOf({ route }: RequestTrace, lost: LostDelegation | undefined): Delegate | undefined {
  if (route?.source.rootIndex !== undefined) {
    return route.owner.virtualService.object.spec.http?.[route.source.rootIndex]?.delegate;
  }
  return lost?.delegate;
}

/** The delegation that a request would have taken, had it led anywhere. */
function lostDelegation({ route, request }: RequestTrace, mesh: Mesh): LostDelegation | undefined {
  if (route?.source.rootIndex !== undefined) {
    return undefined;
  }
  const facts = factsOf(request);
  for (const { object, lostDelegates } of virtualServicesFor(mesh, request.host)) {
    const routes = object.spec.http ?? [];
    const index = routes.findIndex(
      ({ match = [] }) => match.length === 0 || match.some((each) => mismatchOf(each, facts) === undefined),
    );
    const { delegate } = routes.at(index) ?? {};
    if (index >= 0 && delegate !== undefined) {
      const known = lostDelegates.find((lost) => lost.index === index);
      return {
        delegate,
        reason: known?.reason ?? 'no route there goes with the conditions of the route that delegates',
      };
    }
  }
  return undefined;
}

/** Whether both say the same, whatever the order of fields, with full names of hosts, and durations by their length. */
function isSame(wanted: unknown, actual: unknown, fullHost: (host: string) => string, field = ''): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(actual) &&
      wanted.length === actual.length &&
      wanted.every((each, index) => isSame(each, actual[index], fullHost, field))
    );
  }
  if (isJsonObject(wanted)) {
    return (
      isJsonObject(actual) &&
      [...new Set([...Object.keys(wanted), ...Object.keys(actual)])].every((key) =>
        isSame(wanted[key], actual[key], fullHost, key),
      )
    );
  }
  if (typeof wanted === 'string' && typeof actual === 'string') {
    return field === 'host'
      ? fullHost(wanted) === fullHost(actual)
      : wanted === actual || (DURATION_FIELDS.has(field) && isSameDuration(wanted, actual));
  }
  return wanted === actual;
}

function isSameDuration(a: string, b: string): boolean {
  const length = parseGoDuration(a);
  return length !== undefined && length === parseGoDuration(b);
}

function because(actual: unknown, lost: LostDelegation | undefined): string {
  return actual === undefined && lost !== undefined
    ? `: it would be for VirtualService ${lost.delegate.name ?? ''}, but ${lost.reason}`
    : '';
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
