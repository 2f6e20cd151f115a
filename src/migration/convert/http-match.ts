import { isJsonObject } from '../../mesh/wire/json';
import { call, Expression, factory, istio, json, member, ObjectLiteral } from '../code/expression';
import { isSame } from '../difference';
import { gateways } from './gateways';
import { Inexpressible } from './inexpressible';
import { Converter, Properties } from './properties';
import { flag, list, mapOf, number, stringMatch, text, textMap, textOf, whole } from './values';

/** What one match of an HTTP route asks of requests. */
const httpMatch: Converter = (value, at) => {
  const properties = new Properties(value, at);
  const uri = uriOf(properties);
  properties
    .take('name', text)
    .take('ignoreUriCase', flag)
    .take('scheme', stringMatch)
    .take('method', stringMatch)
    .take('authority', stringMatch);
  takeMatches(properties, 'headers', 'presentHeaders');
  takeMatches(properties, 'withoutHeaders', 'absentHeaders');
  takeMatches(properties, 'queryParams', 'presentQueryParams');
  properties
    .take('port', number)
    .take('sourceLabels', textMap)
    .take('sourceNamespace', text)
    .take('gateways', gateways)
    .take('statPrefix', text);
  return whole(matchCode(uri, properties.withOverrides()));
};

/** Matches that follow one another as `pathPrefix` renders them, which is two, are one. */
export const httpMatches: Converter = (value, at) => {
  if (!Array.isArray(value)) {
    throw new Inexpressible();
  }
  const joined: unknown[] = [];
  for (const each of value as unknown[]) {
    if (isPrefixPair(joined.at(-1), each)) {
      joined[joined.length - 1] = asPair(each);
    } else {
      joined.push(each);
    }
  }
  return list(pairOrMatch)(joined, at);
};

/** A path and everything below it. */
class PathPrefix {
  constructor(
    public readonly path: string,
    public readonly rest: { readonly [field: string]: unknown },
  ) {}
}

const pairOrMatch: Converter = (value, at) => {
  if (!(value instanceof PathPrefix)) {
    return httpMatch(value, at);
  }
  const { code } = httpMatch(value.rest, at);
  const conditions = code.type === 'call' ? code.args.slice(-1) : [];
  return whole(factory('HttpMatch', 'pathPrefix', json(value.path), ...conditions));
};

function isPrefixPair(first: unknown, second: unknown): boolean {
  if (!isJsonObject(first) || !isJsonObject(second) || !isJsonObject(first.uri) || !isJsonObject(second.uri)) {
    return false;
  }
  const { exact } = first.uri;
  return (
    typeof exact === 'string' &&
    exact.length > 1 &&
    !exact.endsWith('/') &&
    isSame({ ...first, uri: { prefix: `${exact}/` } }, second)
  );
}

function asPair(second: unknown): PathPrefix {
  const { uri, ...rest } = second as { readonly uri: { readonly prefix: string } };
  return new PathPrefix(uri.prefix.replace(/\/$/, ''), rest);
}

interface Uri {
  readonly method: string;
  readonly code: Expression;
}

function uriOf(properties: Properties): Uri | undefined {
  const code = properties.convert('uri', stringMatch);
  if (code === undefined) {
    return undefined;
  }
  const [[kind, compared]] = Object.entries(properties.peek('uri') as { readonly [kind: string]: unknown });
  switch (kind) {
    case 'exact':
      return { method: 'exactPath', code: json(textOf(compared)) };
    case 'prefix':
      return { method: compared === '/' ? 'pathPrefix' : 'rawPathPrefix', code: json(textOf(compared)) };
    default:
      return { method: 'path', code };
  }
}

/** Names with a match, and names that must only be there. */
function takeMatches(properties: Properties, field: string, present: string): void {
  const value = properties.peek(field);
  const entries = Object.entries(isJsonObject(value) ? value : {});
  const [named, matched] = [
    entries.filter(([, match]) => isEmptyMatch(match)),
    entries.filter(([, match]) => !isEmptyMatch(match)),
  ];
  const code = properties.convert(field, (_, at) => mapOf(stringMatch)(Object.fromEntries(matched), at));
  if (code !== undefined && (matched.length > 0 || named.length === 0)) {
    properties.add(field, code);
  }
  if (code !== undefined && named.length > 0) {
    properties.add(present, json(named.map(([name]) => name)));
  }
}

function isEmptyMatch(match: unknown): boolean {
  return isJsonObject(match) && Object.keys(match).length === 0;
}

function matchCode(uri: Uri | undefined, conditions: ObjectLiteral): Expression {
  if (uri !== undefined) {
    return factory('HttpMatch', uri.method, uri.code, conditions);
  }
  const [only] = conditions.entries;
  if (
    conditions.entries.length === 1 &&
    only[0] === 'headers' &&
    only[1].type === 'object' &&
    only[1].entries.length === 1
  ) {
    const [[header, match]] = only[1].entries;
    return factory('HttpMatch', 'header', json(header), match);
  }
  return call(member(istio('HttpMatch'), 'anyPath'), conditions);
}
