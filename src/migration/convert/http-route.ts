import { isJsonObject, listAt } from '../../mesh/wire/json';
import { array, call, Expression, factory, istio, json, member, object } from '../code/expression';
import { destination } from './backends';
import { headers } from './headers';
import { cors, directResponse, fault, redirect, retries, rewrite } from './http-actions';
import { httpMatches } from './http-match';
import { Inexpressible } from './inexpressible';
import { Converter, Properties } from './properties';
import { duration, list, number, percent, text, textOf, whole } from './values';

/** One route for HTTP. */
export const httpRoute: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const action = actionOf(properties);
  properties.take('name', text).take('match', httpMatches).take('headers', headers);
  if (action.forwards) {
    properties
      .take('rewrite', rewrite)
      .take('timeout', duration)
      .take('retries', retries)
      .take('fault', fault)
      .take('mirrors', list(mirror));
    takeMirror(properties);
  }
  properties.take('corsPolicy', cors, 'cors');
  return whole(factory('HttpRoute', action.method, ...action.args, properties.withOverrides()));
};

interface Action {
  readonly method: string;
  readonly args: readonly Expression[];
  readonly forwards: boolean;
}

function actionOf(properties: Properties): Action {
  if (properties.has('route')) {
    return forwarding(properties);
  }
  if (properties.has('redirect')) {
    return { method: 'redirect', args: [properties.need('redirect', redirect)], forwards: false };
  }
  if (properties.has('directResponse')) {
    return { method: 'directResponse', args: [properties.need('directResponse', directResponse)], forwards: false };
  }
  return { method: 'delegate', args: [properties.need('delegate', delegate)], forwards: true };
}

function forwarding(properties: Properties): Action {
  const destinations = properties.convert('route', list(weighted)) ?? firstAlone(properties);
  const [only, ...others] = destinations.type === 'array' ? destinations.items : [];
  if (only === undefined) {
    throw new Inexpressible();
  }
  const isPlain = others.length === 0 && only.type === 'object' && only.entries.length === 1;
  return isPlain
    ? { method: 'to', args: [only.entries[0][1]], forwards: true }
    : { method: 'split', args: [destinations], forwards: true };
}

/** Where overrides say what the destinations are, the first one stands for all. */
function firstAlone(properties: Properties): Expression {
  const first = new Properties(listAt(properties.peek('route')).at(0), properties.at.of('route').entry(0));
  return array([object([['destination', first.need('destination', destination)]])]);
}

/** A destination with its share. */
export const weighted: Converter = (value, at) => {
  const properties = new Properties(value, at);
  properties.add('destination', properties.need('destination', destination));
  return whole(properties.take('weight', number).take('headers', headers).strictly());
};

/** Where copies of requests go. */
export const mirror: Converter = (value, at) => {
  const properties = new Properties(value, at);
  properties.add('destination', properties.need('destination', destination));
  return whole(properties.take('percentage', percent).strictly());
};

/** The single mirror of older configuration, whose percentage stands beside it. */
function takeMirror(properties: Properties): void {
  const to = properties.convert('mirror', destination);
  if (to === undefined) {
    return;
  }
  const percentage = properties.convert('mirrorPercentage', percent);
  properties.add('mirror', object([['destination', to], ...optional('percentage', percentage)]));
  properties.take('mirrorPercent', number).take('mirror_percent', number, 'mirrorPercent');
}

function optional(name: string, code: Expression | undefined): Array<[string, Expression]> {
  return code === undefined ? [] : [[name, code]];
}

const delegate: Converter = (value, { conversion }) => {
  const { name, namespace, ...others } = isJsonObject(value) ? value : {};
  if (Object.keys(others).length > 0 || (namespace !== undefined && namespace === conversion.namespace)) {
    throw new Inexpressible();
  }
  const of = namespace === undefined ? conversion.namespace : textOf(namespace);
  const handle = conversion.handles?.virtualService(textOf(name), of);
  const key = `delegate ${of ?? ''}/${textOf(name)}`;
  return whole(
    handle ??
      conversion.references.outside(key, `${textOf(name)}-routes`, (scope, id) =>
        call(
          member(istio('VirtualService'), 'fromVirtualServiceName'),
          scope,
          json(id),
          json(name),
          ...(namespace === undefined ? [] : [object([['namespace', json(namespace)]])]),
        ),
      ),
  );
};
