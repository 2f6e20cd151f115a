import { isJsonObject, JsonObject, listAt, numberAt, textAt } from '../../mesh/wire/json';
import { array, Expression, json } from '../code/expression';
import { backendOf } from '../convert/backends';
import { Conversion } from '../convert/conversion';
import { Inexpressible } from '../convert/inexpressible';
import { weightedL4 } from '../convert/l4-route';
import { Site } from '../convert/properties';
import { itemsOf } from '../convert/values';
import { isSame } from '../difference';
import { Manifest } from '../manifest';
import { GatewayPair, GatewayPairMatch, gatewayPairs } from './gateway-pairs';
import { PatternCode, PatternMatch } from './pattern';
import { objectOf } from './shares';
import { tlsEntries } from './tls-entries';

/** Gateways that hand TLS or TCP on, or end TLS of what is no HTTP, each with one VirtualService. */
export function l4Ingresses(manifests: readonly Manifest[]): PatternMatch[] {
  return gatewayPairs(manifests).flatMap((pair): PatternMatch[] => {
    const { http, tls, tcp } = (pair.virtualService.value.spec ?? {}) as JsonObject;
    const [server, ...others] = listAt(pair.gateway.value, 'spec', 'servers');
    if (http !== undefined || others.length > 0 || !isJsonObject(server)) {
      return [];
    }
    const isPassthrough = textAt(server, 'tls', 'mode') === 'PASSTHROUGH' && tls !== undefined && tcp === undefined;
    const isTcp =
      ['TCP', 'TLS'].includes(textAt(server, 'port', 'protocol') ?? '') && tcp !== undefined && tls === undefined;
    if (isPassthrough) {
      return [new PassthroughIngressMatch(pair, server)];
    }
    return isTcp ? [new TcpIngressMatch(pair, server)] : [];
  });
}

abstract class L4IngressMatch extends GatewayPairMatch {
  constructor(
    pair: GatewayPair,
    protected readonly server: JsonObject,
  ) {
    super(pair);
  }
}

class PassthroughIngressMatch extends L4IngressMatch {
  public write(conversion: Conversion): PatternCode {
    const at = new Site(conversion, 'spec');
    const routes = listAt(this.pair.virtualService.value, 'spec', 'tls').map((route) => routeOf(route, at));
    const { hosts } = this.server;
    const all = routes.find(({ sniHosts, plain }) => isSame(sniHosts, hosts) && plain !== undefined);
    const port = numberAt(this.server, 'port', 'number');
    const props = objectOf([
      ...this.names(),
      ['hosts', json(hosts)],
      ['backend', all?.plain],
      ['port', port === 443 ? undefined : json(port)],
      ...this.shared(at),
    ]);
    const calls = routes
      .filter((route) => route !== all)
      .map(({ sniHosts, plain, destinations }) => {
        if (sniHosts.length !== 1) {
          throw new Inexpressible();
        }
        return { method: plain === undefined ? 'routeTo' : 'route', args: [json(sniHosts[0]), plain ?? destinations] };
      });
    return { className: 'PassthroughIngress', props, calls };
  }
}

class TcpIngressMatch extends L4IngressMatch {
  public write(conversion: Conversion): PatternCode {
    const at = new Site(conversion, 'spec');
    const [route, ...others] = listAt(this.pair.virtualService.value, 'spec', 'tcp');
    if (others.length > 0) {
      throw new Inexpressible();
    }
    const { plain, destinations } = destinationsOf(route, at);
    const props = objectOf([
      ...this.names(),
      ['port', json(numberAt(this.server, 'port', 'number'))],
      ['backend', plain],
      ['destinations', plain === undefined ? destinations : undefined],
      ...(this.server.tls === undefined ? [] : tlsEntries(this.server, at)),
      ['hosts', isSame(this.server.hosts, ['*']) ? undefined : json(this.server.hosts)],
      ...this.shared(at),
    ]);
    return { className: 'TcpIngress', props, calls: [] };
  }
}

interface L4Destinations {
  /** The backend, where there is but one that has nothing beside it. */
  readonly plain: Expression | undefined;
  readonly destinations: Expression;
}

function routeOf(route: unknown, at: Site): L4Destinations & { readonly sniHosts: readonly unknown[] } {
  const [match, ...others] = listAt(route, 'match');
  if (others.length > 0 || !isJsonObject(match) || Object.keys(match).join() !== 'sniHosts') {
    throw new Inexpressible();
  }
  return { sniHosts: listAt(match, 'sniHosts'), ...destinationsOf(route, at) };
}

function destinationsOf(route: unknown, at: Site): L4Destinations {
  const written = listAt(route, 'route');
  const [only, ...others] = written;
  const { host, port, ...rest } = isJsonObject(only) && isJsonObject(only.destination) ? only.destination : {};
  const isPlain =
    others.length === 0 && isSame(only, { destination: { host, port } }) && Object.keys(rest).length === 0;
  const number = numberAt(port, 'number');
  const options = number === undefined ? undefined : objectOf([['port', json(number)]]);
  return {
    plain:
      isPlain && typeof host === 'string'
        ? backendOf(host, at, options?.type === 'object' ? options : undefined)
        : undefined,
    destinations: array(itemsOf(written, weightedL4, at)),
  };
}
