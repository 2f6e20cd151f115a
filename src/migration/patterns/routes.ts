import { isJsonObject, listAt, numberAt, textAt } from '../../mesh/wire/json';
import { array, Expression, json, object } from '../code/expression';
import { backendOf } from '../convert/backends';
import { headers } from '../convert/headers';
import { weighted } from '../convert/http-route';
import { cors, fault, retries, rewrite } from '../convert/http-actions';
import { Inexpressible } from '../convert/inexpressible';
import { Properties, Site } from '../convert/properties';
import { duration, itemsOf, text } from '../convert/values';
import { isSame } from '../difference';
import { PatternCode } from './pattern';

/**
 * A route for a path and all below it, as the call of a pattern that makes it.
 *
 * @param plain what `route()` takes for a destination alone; undefined where only `routeTo()` will do
 */
export function routeCall(
  route: unknown,
  at: Site,
  plain: (destination: unknown) => Expression | undefined,
): PatternCode['calls'][number] {
  const path = pathOf(listAt(route, 'match'));
  const properties = new Properties(route, at).drop('match');
  const destinations = listAt(properties.peek('route'));
  const only = destinations.length === 1 ? plain(destinations[0]) : undefined;
  const target = only ?? array(itemsOf(properties.peek('route'), weighted, at.of('route')));
  properties
    .drop('route')
    .take('name', text)
    .take('rewrite', rewrite)
    .take('timeout', duration)
    .take('retries', retries)
    .take('corsPolicy', cors, 'cors')
    .take('headers', headers)
    .take('fault', fault);
  const options = properties.strictly();
  return {
    method: only === undefined ? 'routeTo' : 'route',
    args: [json(path), target, ...(options.entries.length === 0 ? [] : [options])],
  };
}

/** The path that two matches stand for: itself, and what is below it. */
function pathOf(matches: readonly unknown[]): string {
  const path = textAt(matches.at(0), 'uri', 'exact');
  if (path === undefined || !isSame(matches, [{ uri: { exact: path } }, { uri: { prefix: `${path}/` } }])) {
    throw new Inexpressible();
  }
  return path;
}

/** The backend of a destination. */
export function backendAt(destination: unknown, at: Site): Expression {
  const host = textAt(destination, 'host');
  const port = numberAt(destination, 'port', 'number');
  if (host === undefined) {
    throw new Inexpressible();
  }
  return backendOf(host, at, port === undefined ? undefined : object([['port', json(port)]]));
}

/** The backend of a destination that has nothing beside it. */
export function plainBackend(each: unknown, at: Site): Expression | undefined {
  const isPlain = isJsonObject(each) && Object.keys(each).join() === 'destination';
  return isPlain && textAt(each.destination, 'subset') === undefined ? backendAt(each.destination, at) : undefined;
}
