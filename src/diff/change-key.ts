import { RequestTrace } from '../simulation/request-trace';
import { keyOfDifferences } from './outcome/differences';
import { Sent } from './exploration';

/** What requests have to have in common for their changes to be one: the host, the routes, and what of the outcome changes. */
export function keyOfChange({ entrance, before, after, differences }: Sent): string {
  const host = entrance.domain;
  const [first] = differences;
  if (first.aspect === 'connection' || !isRouted(before, after)) {
    // What a request asks for beyond its host does not matter then.
    return JSON.stringify([host, first.aspect, answerIn(before), answerIn(after)]);
  }
  return JSON.stringify([host, routeOf(before), routeOf(after), keyOfDifferences(differences)]);
}

/** Whether both meshes look at routes. */
function isRouted(before: RequestTrace, after: RequestTrace): boolean {
  const [earlier, later] = [before.virtualHost, after.virtualHost];
  return (earlier === undefined) === (later === undefined) && earlier?.requiresTls === later?.requiresTls;
}

/** How it ends where it comes to no route; any way in which it does where it does. */
function answerIn({ virtualHost, outcomes }: RequestTrace): string {
  const [{ connection, status }] = outcomes;
  return connection !== 'ok' || virtualHost === undefined || virtualHost.requiresTls
    ? `${connection} ${status ?? ''}`
    : 'routed';
}

function routeOf({ route }: RequestTrace): string {
  return route === undefined ? '' : `${route.source.object.key} ${route.source.index}`;
}
