import { replaceRegex } from '../../kernel/re2';
import { HttpMatchRequest, HttpRedirect, HttpRewrite } from '../wire/networking';
import { isUsableRegex } from './string-match';

/** The path, without query, that an HTTP rewrite makes of one; undefined where it leaves paths alone. */
export function rewrittenPath(
  rewrite: HttpRewrite | undefined,
  match: HttpMatchRequest | undefined,
  path: string,
): string | undefined {
  const { uri = '', uriRegexRewrite } = rewrite ?? {};
  if (uriRegexRewrite !== undefined) {
    const { match: pattern = '', rewrite: substitution = '' } = uriRegexRewrite;
    return isUsableRegex(pattern) ? replaceRegex(pattern, path, substitution) : path;
  }
  return uri === '' ? undefined : uri + path.slice(replacedLength(match, path));
}

/** How much of a path a rewrite replaces: the prefix that matched, or all of what matched as a whole. */
function replacedLength(match: HttpMatchRequest | undefined, path: string): number {
  const { exact, prefix, regex } = match?.uri ?? {};
  if (exact !== undefined || regex !== undefined) {
    return path.length;
  }
  return (prefix ?? '/').length;
}

/** A request as far as a redirect keeps parts of it. */
export interface Redirected {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  /** The port that it arrived at. */
  readonly port: number;
}

/** Where a redirect sends a request. */
export function redirectLocation(
  redirect: HttpRedirect,
  match: HttpMatchRequest | undefined,
  request: Redirected,
): string {
  const scheme = redirect.scheme || request.scheme;
  const host = redirectHost(redirect, scheme, request);
  return `${scheme}://${host}${redirectPath(redirect, match, request)}`;
}

function redirectHost(redirect: HttpRedirect, scheme: string, request: Redirected): string {
  const port = redirectPort(redirect, scheme, request);
  const host = redirect.authority || request.authority;
  if (port !== undefined) {
    return `${host.replace(/:[0-9]+$/, '')}:${port}`;
  }
  // The port that belongs to the scheme that is left behind goes with it.
  const leftBehind = request.scheme === 'https' ? ':443' : ':80';
  return redirect.scheme && !redirect.authority && scheme !== request.scheme && host.endsWith(leftBehind)
    ? host.slice(0, -leftBehind.length)
    : host;
}

function redirectPort(redirect: HttpRedirect, scheme: string, request: Redirected): number | undefined {
  const port = redirect.derivePort === 'FROM_REQUEST_PORT' ? request.port : redirect.port;
  const isDefault = (port === 80 && scheme === 'http') || (port === 443 && scheme === 'https');
  return port === 0 || isDefault ? undefined : port;
}

function redirectPath(redirect: HttpRedirect, match: HttpMatchRequest | undefined, request: Redirected): string {
  const { path, query } = request;
  if (redirect.prefixRewrite) {
    return redirect.prefixRewrite + path.slice(replacedLength(match, path)) + query;
  }
  const { uri = '' } = redirect;
  if (uri === '') {
    return path + query;
  }
  // A query of its own takes the place of the client's.
  return uri.includes('?') ? uri : uri + query;
}
