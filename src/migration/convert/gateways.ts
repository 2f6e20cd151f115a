import { call, Expression, istio, json, member, object } from '../code/expression';
import { Converter } from './properties';
import { list, textOf, whole } from './values';

/** A Gateway as a VirtualService names it. */
export const gatewayReference: Converter = (value, { conversion }) => {
  const written = textOf(value);
  if (written === 'mesh') {
    return whole(member(istio('Gateway'), 'MESH'));
  }
  const slash = written.indexOf('/');
  const name = written.slice(slash + 1);
  const namespace = slash < 0 ? conversion.namespace : written.slice(0, slash);
  const handle = conversion.handles?.gateway(name, namespace);
  return whole(handle ?? conversion.references.outside(written, `${name}-gateway`, (scope, id) => imported(scope, id)));

  function imported(scope: Expression, id: string): Expression {
    const options = slash < 0 ? [] : [object([['namespace', json(namespace)]])];
    return call(member(istio('Gateway'), 'fromGatewayName'), scope, json(id), json(name), ...options);
  }
};

/** The Gateways that a route or a match is for. */
export const gateways = list(gatewayReference);
