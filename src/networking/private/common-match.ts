import * as networking from '../../../imports/networking';
import { isSameJson } from '../../kernel/same-json';
import { Common, NOTHING, commonExclusion, commonText, excludes, match, unsayable } from './common-text';

type Match = networking.HttpMatchRequest;
type Text = networking.StringMatch;
type Texts = { readonly [name: string]: Text };

/** What a match is called and counted by, and `ignoreUriCase`, which asks for nothing by itself. */
const NO_CONDITIONS = ['name', 'statPrefix', 'ignoreUriCase'];

/** Which requests fit both matches, as one match; names and prefixes of statistics are those of `a`, or else of `b`. */
export function commonMatch(a: Match, b: Match): Common<Match> {
  const fields: { [field: string]: Common<unknown> } = {
    ...commonPath(a, b),
    scheme: both(a.scheme, b.scheme, (x, y) => commonText(x, y, 'scheme')),
    method: both(a.method, b.method, (x, y) => commonText(x, y, 'method')),
    authority: both(a.authority, b.authority, (x, y) => commonText(x, y, 'authority')),
    headers: both(a.headers, b.headers, (x, y) => commonTexts(x, y, 'headers', commonText, lowerCase)),
    withoutHeaders: both(a.withoutHeaders, b.withoutHeaders, (x, y) =>
      commonTexts(x, y, 'withoutHeaders', commonExclusion, lowerCase),
    ),
    queryParams: both(a.queryParams, b.queryParams, (x, y) => commonTexts(x, y, 'queryParams', commonText)),
    port: both(a.port, b.port, commonValue),
    sourceNamespace: both(a.sourceNamespace, b.sourceNamespace, commonValue),
    sourceLabels: both(a.sourceLabels, b.sourceLabels, commonLabels),
    gateways: both(a.gateways, b.gateways, commonGateways),
  };
  const found = Object.entries(fields);
  if (found.some(([, { is }]) => is === 'nothing')) {
    return NOTHING;
  }
  const unsaid = found.map(([, field]) => field).find((field) => field.is === 'unsayable');
  if (unsaid?.is === 'unsayable') {
    return unsaid;
  }
  const values = found.map(([name, field]) => [name, field.is === 'match' ? field.match : undefined]);
  const merged: Match = defined({ ...b, ...defined(a), ...(Object.fromEntries(values) as object) });
  if (contradictsItself(merged)) {
    return NOTHING;
  }
  return unknownFields(a, b, fields) ?? sourcesBesideGateways(a, b) ?? match(merged);
}

/** Whether a match asks for nothing, so that it takes every request. */
export function takesAll(entry: Match): boolean {
  const asked = Object.keys(defined(entry)).filter((field) => !NO_CONDITIONS.includes(field));
  return asked.every((field) => field === 'uri' && entry.uri?.prefix === '/');
}

function both<T>(a: T | undefined, b: T | undefined, meet: (a: T, b: T) => Common<T>): Common<T | undefined> {
  return a === undefined || b === undefined ? match(a ?? b) : meet(a, b);
}

function commonPath(a: Match, b: Match): { [field: string]: Common<unknown> } {
  if (a.uri === undefined || b.uri === undefined || isRoot(a.uri) || isRoot(b.uri)) {
    const { uri, ignoreUriCase } = a.uri === undefined || (isRoot(a.uri) && b.uri !== undefined) ? b : a;
    return { uri: match(uri), ignoreUriCase: match(ignoreUriCase) };
  }
  const [strict, loose] = ignoresCase(a) ? [b, a] : [a, b];
  const ignoreUriCase = match(strict.ignoreUriCase);
  if (ignoresCase(strict) === ignoresCase(loose)) {
    return { uri: commonText(a.uri, b.uri, 'uri', ignoresCase(strict)), ignoreUriCase };
  }
  const uri = commonText(strict.uri ?? {}, loose.uri ?? {}, 'uri', true);
  const isTold = uri.is !== 'match' || (uri.match === strict.uri && uri.match.regex === undefined);
  return { uri: isTold ? uri : unsayable('uri'), ignoreUriCase };
}

/** Regular expressions mind the case of paths whatever `ignoreUriCase` says. */
function ignoresCase({ uri, ignoreUriCase }: Match): boolean {
  return ignoreUriCase === true && uri?.regex === undefined;
}

/** Every path begins with a slash, so that this prefix asks for nothing. */
function isRoot({ prefix }: Text): boolean {
  return prefix === '/';
}

function commonTexts(
  a: Texts,
  b: Texts,
  of: string,
  meet: (a: Text, b: Text, of: string) => Common<Text>,
  spelling: (name: string) => string = (name) => name,
): Common<Texts> {
  const merged: { [name: string]: Text } = { ...a };
  let unsaid: Common<Texts> | undefined;
  for (const [name, text] of Object.entries(b)) {
    const known = Object.keys(a).find((other) => spelling(other) === spelling(name));
    const found = known === undefined ? match(text) : meet(a[known], text, `${of}[${name}]`);
    if (found.is === 'nothing') {
      return NOTHING;
    }
    if (found.is === 'unsayable') {
      unsaid = found;
    } else {
      merged[known ?? name] = found.match;
    }
  }
  return unsaid ?? match(merged);
}

function commonValue<T extends string | number>(a: T, b: T): Common<T> {
  return a === b ? match(a) : NOTHING;
}

function commonLabels(a: { [key: string]: string }, b: { [key: string]: string }): Common<{ [key: string]: string }> {
  const differ = Object.entries(b).some(([key, value]) => a[key] !== undefined && a[key] !== value);
  return differ ? NOTHING : match({ ...a, ...b });
}

function commonGateways(a: string[], b: string[]): Common<string[]> {
  if (a.length === 0 || b.length === 0) {
    return match(a.length === 0 ? b : a);
  }
  const shared = a.filter((gateway) => b.includes(gateway));
  return shared.length === 0 ? NOTHING : match(shared);
}

/** Istio does not look at where a request comes from in a match that lists gateways. */
function sourcesBesideGateways(a: Match, b: Match): Common<Match> | undefined {
  const lost = ([one, other]: [Match, Match]): boolean =>
    hasGateways(one) && !hasGateways(other) && (other.sourceLabels ?? other.sourceNamespace) !== undefined;
  return lost([a, b]) || lost([b, a]) ? unsayable('sourceLabels or sourceNamespace beside gateways') : undefined;
}

function hasGateways({ gateways }: Match): boolean {
  return (gateways ?? []).length > 0;
}

/** What overrides have brought in can't be compared, but for being the same. */
function unknownFields(a: Match, b: Match, known: object): Common<Match> | undefined {
  const [left, right] = [a, b] as Array<{ [field: string]: unknown }>;
  const differing = Object.keys(defined(right)).find((field) => {
    const comparable = field in known || NO_CONDITIONS.includes(field) || left[field] === undefined;
    return !comparable && !isSameJson(left[field], right[field]);
  });
  return differing === undefined ? undefined : unsayable(differing);
}

function contradictsItself({ headers = {}, withoutHeaders = {} }: Match): boolean {
  return Object.entries(withoutHeaders).some(([name, exclusion]) => {
    const asked = Object.keys(headers).find((other) => lowerCase(other) === lowerCase(name));
    return asked !== undefined && excludes(exclusion, headers[asked]);
  });
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}

function defined(value: object): { [field: string]: unknown } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}
