import { isJsonObject } from '../../mesh/wire/json';
import { factory, json } from '../code/expression';
import { gatewayReference } from './gateways';
import { Inexpressible } from './inexpressible';
import { Converter, Properties } from './properties';
import { enumOf, list, number, struct, text, textMap, textOf, whole } from './values';

const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';

const proxy = struct((each) => each.take('proxyVersion', text).take('metadata', textMap));

/** A filter and one inside it, which only the HTTP connection manager has. */
function takeFilter(properties: Properties): void {
  const value = properties.peek('filter');
  const { name, subFilter, ...others } = isJsonObject(value) ? value : {};
  const inner = isJsonObject(subFilter) ? subFilter : undefined;
  const code = properties.convert('filter', () => {
    const known =
      Object.keys(others).length === 0 && (subFilter === undefined || Object.keys(inner ?? {}).join() === 'name');
    if (!known || (inner !== undefined && name !== CONNECTION_MANAGER)) {
      throw new Inexpressible();
    }
    return whole(json(textOf(inner === undefined ? name : inner.name)));
  });
  if (code !== undefined) {
    properties.add(inner === undefined ? 'filter' : 'subFilter', code);
  }
}

const protocols: Converter = (value, at) => list(text)(textOf(value).split(','), at);

const filterChain = struct((chain) => {
  chain
    .take('name', text)
    .take('sni', text)
    .take('transportProtocol', text)
    .take('applicationProtocols', protocols)
    .take('destinationPort', number);
  takeFilter(chain);
});

const listener = struct((match) =>
  match
    .take('name', text)
    .take('portNumber', number)
    .take('portName', text)
    .take('listenerFilter', text)
    .take('filterChain', filterChain),
);

const route = struct((match) => match.take('name', text).take('action', enumOf('EnvoyRouteAction')));

const virtualHost = struct((match) => match.take('name', text).take('domainName', text).take('route', route));

/** Here a Gateway of the own namespace has it in front too. */
const gateway: Converter = (value, at) => {
  const [namespace, name, ...others] = textOf(value).split('/');
  if (name === undefined || others.length > 0) {
    throw new Inexpressible();
  }
  return gatewayReference(namespace === at.conversion.namespace ? name : value, at);
};

const routeConfiguration = struct((match) =>
  match
    .take('name', text)
    .take('portNumber', number)
    .take('portName', text)
    .take('gateway', gateway)
    .take('vhost', virtualHost),
);

const cluster = struct((match) =>
  match.take('name', text).take('service', text).take('portNumber', number).take('subset', text),
);

const waypoint = struct((match) => {
  match.take('portNumber', number);
  takeFilter(match);
  match.take('route', (value, at) => whole(new Properties(value, at).need('name', text)));
});

const OBJECTS: { readonly [object: string]: Converter } = { listener, routeConfiguration, cluster, waypoint };

/** Which part of Envoy's configuration is patched. */
export const envoyMatch: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const [object, ...others] = Object.keys(OBJECTS).filter((name) => properties.has(name));
  if (others.length > 0) {
    throw new Inexpressible();
  }
  const args = object === undefined ? [] : [properties.need(object, OBJECTS[object])];
  if (object === 'waypoint' && properties.peek('context') === 'WAYPOINT') {
    properties.drop('context');
  } else {
    properties.take('context', enumOf('EnvoyPatchContext'));
  }
  properties.take('proxy', proxy);
  return { code: factory('EnvoyMatch', object ?? 'any', ...args, properties.taken), rest: properties.rest };
};
