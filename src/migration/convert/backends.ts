import { call, Expression, factory, json, member, object, ObjectLiteral } from '../code/expression';
import { Inexpressible } from './inexpressible';
import { Converted, Converter, Properties, Site } from './properties';
import { number, textOf, whole } from './values';

const SERVICE_HOST = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?)\.([a-z0-9]([-a-z0-9]*[a-z0-9])?)\.svc\.cluster\.local$/;
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** A Service as a host names it. */
interface NamedService {
  readonly name: string;
  readonly namespace: string | undefined;
}

/** What a destination or a rule is for: a Service of the program, one outside, or a host. */
export const backend: Converter = (value, at) => whole(backendOf(textOf(value), at));

/** The backend for a host. */
export function backendOf(host: string, { conversion }: Site, options?: ObjectLiteral): Expression {
  const extra = options === undefined ? [] : [options];
  const named = serviceNamed(host, conversion.namespace);
  if (named === undefined) {
    return factory('Backend', 'host', json(host), ...extra);
  }
  const service = conversion.handles?.service(named.name, named.namespace);
  if (service !== undefined) {
    return factory('Backend', 'apiObject', service, ...extra);
  }
  const isHere = named.namespace === conversion.namespace;
  return isHere
    ? factory('Backend', 'named', json(named.name), ...extra)
    : factory(
        'Backend',
        'named',
        json(named.name),
        object([['namespace', json(named.namespace)], ...(options?.entries ?? [])]),
      );
}

/** Whether a host is that of a Service of the program. */
export function isServiceHere(host: unknown, { conversion }: Site): boolean {
  const named = typeof host === 'string' ? serviceNamed(host, conversion.namespace) : undefined;
  return named !== undefined && conversion.handles?.service(named.name, named.namespace) !== undefined;
}

/** The Service that a host names in the way in which the library would name it from this namespace. */
function serviceNamed(host: string, from: string | undefined): NamedService | undefined {
  if (LABEL.test(host)) {
    return { name: host, namespace: from };
  }
  const [, name, , namespace] = SERVICE_HOST.exec(host) ?? [];
  return name === undefined || namespace === from ? undefined : { name, namespace };
}

/** Where a route leads. */
export const destination: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const host = textOf(properties.peek('host'));
  properties.drop('host');
  const subset = properties.convert('subset', (name) => whole(json(textOf(name))));
  const port = properties.convert('port', portNumber);
  const options = port === undefined ? [] : [object([['port', port]])];
  const code =
    subset === undefined
      ? factory('Destination', 'backend', backendOf(host, at), ...options)
      : factory('Destination', 'subset', subsetHandle(host, textOf(properties.peek('subset')), at), ...options);
  if (properties.rest !== undefined) {
    throw new Inexpressible();
  }
  return whole(code);
};

/** A port in an object of its own. */
export const portNumber: Converter = (value, at): Converted => {
  const properties = new Properties(value, at);
  const code = properties.need('number', number);
  if (properties.rest !== undefined) {
    throw new Inexpressible();
  }
  return whole(code);
};

function subsetHandle(host: string, subset: string, at: Site): Expression {
  const rule = at.conversion.handles?.subsetOwner(host, subset, at.conversion.namespace);
  return rule === undefined
    ? object([
        ['name', json(subset)],
        ['backend', backendOf(host, at)],
      ])
    : call(member(rule, 'subset'), json(subset));
}
