import { isJsonObject, listAt, numberAt, textAt } from '../../mesh/wire/json';
import { array, Expression, json } from '../code/expression';
import { Conversion } from '../convert/conversion';
import { weighted } from '../convert/http-route';
import { Properties, Site } from '../convert/properties';
import { duration, itemsOf, text } from '../convert/values';
import { retries } from '../convert/http-actions';
import { Manifest } from '../manifest';
import { GatewayPairMatch, gatewayPairs } from './gateway-pairs';
import { PatternCode, PatternMatch } from './pattern';
import { plainBackend } from './routes';
import { objectOf } from './shares';
import { tlsEntries } from './tls-entries';

/** The path of a service's calls, or of those of a method. */
const CALLS = /^\/(?<name>[A-Za-z_]\w*(\.[A-Za-z_]\w*)*)\/(?<method>[A-Za-z_]\w*)?$/;

/** What a route may have beside the calls that it is for. */
const OF_ROUTES = ['name', 'match', 'route', 'timeout', 'retries'];

/** Gateways that end TLS and serve nothing else, whose routes are all for services and methods of gRPC. */
export function grpcIngresses(manifests: readonly Manifest[]): PatternMatch[] {
  return gatewayPairs(manifests).flatMap((pair) => {
    const servers = listAt(pair.gateway.value, 'spec', 'servers');
    const routes = listAt(pair.virtualService.value, 'spec', 'http');
    const isHttps = servers.length === 1 && textAt(servers[0], 'port', 'protocol') === 'HTTPS';
    return isHttps && routes.length > 0 && routes.every((route) => callsOf(route) !== undefined)
      ? [new GrpcIngressMatch(pair)]
      : [];
  });
}

/** `package.Service` or `package.Service/Method`; undefined of a route for anything else. */
function callsOf(route: unknown): string | undefined {
  const [match, ...others] = listAt(route, 'match');
  const isPlain = isJsonObject(route) && Object.keys(route).every((field) => OF_ROUTES.includes(field));
  if (!isPlain || others.length > 0 || !isJsonObject(match) || Object.keys(match).join() !== 'uri') {
    return undefined;
  }
  const [exact, prefix] = [textAt(match, 'uri', 'exact'), textAt(match, 'uri', 'prefix')];
  const { name, method } = CALLS.exec(exact ?? prefix ?? '')?.groups ?? {};
  if (name === undefined || (exact === undefined) !== (method === undefined)) {
    return undefined;
  }
  return method === undefined ? name : `${name}/${method}`;
}

class GrpcIngressMatch extends GatewayPairMatch {
  public write(conversion: Conversion): PatternCode {
    const at = new Site(conversion, 'spec');
    const { gateway, virtualService } = this.pair;
    const [https] = listAt(gateway.value, 'spec', 'servers').filter(isJsonObject);
    const port = numberAt(https, 'port', 'number');
    const props = objectOf([
      ...this.names(),
      ['hosts', json(https.hosts)],
      ...tlsEntries(https, at),
      ['httpsPort', port === 443 ? undefined : json(port)],
      ...this.shared(at),
    ]);
    const calls = listAt(virtualService.value, 'spec', 'http').map((route) => routeCall(route, at));
    return { className: 'GrpcIngress', props, calls };
  }
}

function routeCall(route: unknown, at: Site): PatternCode['calls'][number] {
  const properties = new Properties(route, at).drop('match');
  const destinations = listAt(properties.peek('route'));
  const only = destinations.length === 1 ? plainBackend(destinations[0], at) : undefined;
  const target: Expression = only ?? array(itemsOf(properties.peek('route'), weighted, at.of('route')));
  properties.drop('route').take('name', text).take('timeout', duration).take('retries', retries);
  const options = properties.strictly();
  return {
    method: only === undefined ? 'routeTo' : 'route',
    args: [json(callsOf(route)), target, ...(options.entries.length === 0 ? [] : [options])],
  };
}
