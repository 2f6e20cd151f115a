import { parseGoDuration } from '../../mesh/semantics/go-duration';
import {
  HttpMatchRequest,
  HttpRedirect,
  HttpRoute,
  L4MatchAttributes,
  StringMatch,
  TlsMatchAttributes,
} from '../../mesh/wire/networking';
import { isPresence } from '../../mesh/semantics/string-match';
import { TextMap } from '../../mesh/wire/json';

const ALL = 'all requests';

/** What a route asks of requests, a line for each match. */
export function httpMatchTexts({ match = [] }: HttpRoute): readonly string[] {
  return match.length === 0 ? [ALL] : match.map(httpMatchText);
}

function httpMatchText(match: HttpMatchRequest): string {
  const { method, uri, scheme, authority, headers = {}, withoutHeaders = {}, queryParams = {} } = match;
  const { port, gateways = [], sourceLabels = {}, sourceNamespace = '', ignoreUriCase } = match;
  const parts = [
    ...(method === undefined ? [] : [valueText(method)]),
    ...(scheme === undefined ? [] : [`${valueText(scheme)}://`]),
    ...(authority === undefined ? [] : [`host ${valueText(authority)}`]),
    ...(uri === undefined ? [] : [valueText(uri) + (ignoreUriCase === true ? ' in any case' : '')]),
    ...Object.entries(headers).map(([name, value]) => `header ${name} ${conditionText(value)}`),
    ...Object.entries(withoutHeaders).map(([name, value]) => `header ${name} not ${conditionText(value)}`),
    ...Object.entries(queryParams).map(([name, value]) => `query ${name} ${conditionText(value)}`),
    ...sourceTexts({ port, gateways, sourceLabels, sourceNamespace }),
  ];
  return parts.length === 0 ? ALL : parts.join(' ');
}

/** What a route asks of connections, a line for each match. */
export function l4MatchTexts(match: readonly (L4MatchAttributes | TlsMatchAttributes)[] = []): readonly string[] {
  const texts = match.map((each) => {
    const parts = [
      ...('sniHosts' in each ? [`SNI ${each.sniHosts.join(' or ')}`] : []),
      ...(each.destinationSubnets === undefined ? [] : [`to ${each.destinationSubnets.join(' or ')}`]),
      ...sourceTexts(each),
    ];
    return parts.length === 0 ? 'all connections' : parts.join(' ');
  });
  return texts.length === 0 ? ['all connections'] : texts;
}

function sourceTexts({
  port,
  gateways = [],
  sourceLabels = {},
  sourceNamespace = '',
}: Pick<L4MatchAttributes, 'port' | 'gateways' | 'sourceLabels' | 'sourceNamespace'>): readonly string[] {
  return [
    ...(port === undefined || port === 0 ? [] : [`port ${port}`]),
    ...(gateways.length === 0 ? [] : [`by ${gateways.join(' or ')}`]),
    ...(Object.keys(sourceLabels).length === 0 ? [] : [`from ${labelText(sourceLabels)}`]),
    ...(sourceNamespace === '' ? [] : [`from namespace ${sourceNamespace}`]),
  ];
}

/** A value with `*` for the rest of a prefix, and `~` before a regular expression. */
function valueText(match: StringMatch): string {
  if (isPresence(match)) {
    return '*';
  }
  return match.exact ?? (match.prefix === undefined ? `~ ${match.regex ?? ''}` : `${match.prefix}*`);
}

function conditionText(match: StringMatch): string {
  if (isPresence(match)) {
    return 'present';
  }
  return match.regex === undefined || match.exact !== undefined || match.prefix !== undefined
    ? `= ${valueText(match)}`
    : valueText(match);
}

/** What a route does to requests besides sending them on. */
export function effectTexts(route: HttpRoute): readonly string[] {
  const { rewrite, timeout, retries, corsPolicy, headers } = route;
  const rewritten = [rewrite?.authority, rewrite?.uri ?? rewrite?.uriRegexRewrite?.rewrite].filter(
    (each) => each !== undefined && each !== '',
  );
  return [
    ...(rewritten.length === 0 ? [] : [`rewritten to ${rewritten.join(' ')}`]),
    ...(timeout === undefined || parseGoDuration(timeout) === 0n ? [] : [`timeout ${timeout}`]),
    ...(retries === undefined ? [] : [`${retries.attempts ?? 0} retries`]),
    ...(corsPolicy === undefined ? [] : ['CORS']),
    ...(headers === undefined ? [] : ['changes headers']),
  ];
}

/** Where a redirect leads. */
export function redirectText({ redirectCode, scheme, authority, port, uri, prefixRewrite }: HttpRedirect): string {
  const target = [
    ...(scheme === undefined ? [] : [`${scheme}://`]),
    authority ?? (scheme === undefined ? '' : '(the same host)'),
    port === undefined || port === 0 ? '' : `:${port}`,
    uri ?? prefixRewrite ?? '',
  ].join('');
  return `${redirectCode ?? 301} redirect${target === '' ? '' : ` to ${target}`}`;
}

/** A share of all requests, as a percentage. */
export function percentText(share: number): string {
  return `${Math.round(share * 10000) / 100}%`;
}

/** `app=web, version=v1`, by name. */
export function labelText(labels: TextMap): string {
  return Object.keys(labels)
    .sort()
    .map((label) => `${label}=${labels[label]}`)
    .join(', ');
}

/** Some of the texts, and how many more there are. */
export function someOf(texts: readonly string[], most = 3): readonly string[] {
  return texts.length <= most ? texts : [...texts.slice(0, most - 1), `and ${texts.length - most + 1} more`];
}
