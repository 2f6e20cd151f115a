import { Expression, factory } from '../code/expression';
import { destination } from './backends';
import { gateways } from './gateways';
import { Inexpressible } from './inexpressible';
import { Converter, Properties } from './properties';
import { list, number, text, textMap, texts, whole } from './values';

/** A route for TCP. */
export const tcpRoute: Converter = (value, at) =>
  l4Route('TcpRoute', new Properties(value, at), (match) => takeCommon(match).take('sourceSubnet', text).strictly());

/** A route for TLS. */
export const tlsRoute: Converter = (value, at) =>
  l4Route('TlsRoute', new Properties(value, at), (match) => {
    match.add('sniHosts', match.need('sniHosts', texts));
    return takeCommon(match).strictly();
  });

function l4Route(
  className: string,
  properties: Properties,
  take: (match: Properties) => Expression,
): ReturnType<Converter> {
  const routes = properties.need('route', list(weightedL4));
  properties.take(
    'match',
    list((value, at) => whole(take(new Properties(value, at)))),
  );
  const [only, ...others] = routes.type === 'array' ? routes.items : [];
  if (only === undefined) {
    throw new Inexpressible();
  }
  const isPlain = others.length === 0 && only.type === 'object' && only.entries.length === 1;
  const code = isPlain
    ? factory(className, 'to', only.entries[0][1], properties.withOverrides())
    : factory(className, 'split', routes, properties.withOverrides());
  return whole(code);
}

/** A destination of TCP or TLS, and its share. */
export const weightedL4: Converter = (value, at) => {
  const properties = new Properties(value, at);
  properties.add('destination', properties.need('destination', destination));
  return whole(properties.take('weight', number).strictly());
};

function takeCommon(match: Properties): Properties {
  return match
    .take('destinationSubnets', texts)
    .take('port', number)
    .take('sourceLabels', textMap)
    .take('sourceNamespace', text)
    .take('gateways', gateways);
}
