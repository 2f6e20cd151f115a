import { Field } from './field';

/** What RFC 9110 calls a token: the letters of header names. */
const TOKEN = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const AUTHORITY = /^[^\s/?#@]+$/;
/** Text in which `%` comes doubled, or around the name of a variable with optional arguments. */
const HEADER_VALUE = /^(?:[^%]|%%|%(?!%)[^%(]*(?:\((?:\\.|[^)\\])*\) *)?%)*$/s;
const PATH_END = /[?#]/;

/** Whether the text can be the name of a header. */
export function isToken(name: string): boolean {
  return TOKEN.test(name);
}

/** Throws unless the text is a host with an optional port, as it stands in `Host` and `:authority`. */
export function checkAuthority(authority: string, field: Field): string {
  if (typeof authority !== 'string' || !AUTHORITY.test(authority)) {
    throw field.fault('must be a host with an optional port', authority, "write 'www.example.com' or 'shop.test:8080'");
  }
  return authority;
}

/** Throws unless the text is a header's value that Envoy can read: no control characters, `%` doubled or around a variable. */
export function checkHeaderValue(value: string, field: Field): string {
  if (typeof value !== 'string' || hasControl(value)) {
    throw field.fault('must be a text without control characters', value, 'leave out line breaks and the like');
  }
  if (!HEADER_VALUE.test(value)) {
    throw field.fault(
      "must have every '%' doubled or around one of Envoy's variables",
      value,
      "write '100%%' for a percent sign, '%REQ(x-user)%' for a variable",
    );
  }
  return value;
}

/** Whether the text has a control character other than the tab. */
function hasControl(text: string): boolean {
  return [...text].some((letter) => (letter < ' ' && letter !== '\t') || letter === '\u007f');
}

/** Throws unless the status is one that Envoy can answer with: 200 to 599. */
export function checkStatus(status: number, field: Field): number {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw field.fault('must be an HTTP status from 200 to 599', status, 'give a final status such as 503');
  }
  return status;
}

/** Throws unless the text is a path without query and fragment. */
export function checkPath(path: string, field: Field): string {
  if (typeof path !== 'string' || !path.startsWith('/')) {
    throw field.fault("must be a path that begins with '/'", path, pathFix(path));
  }
  if (PATH_END.test(path)) {
    throw field.fault(
      'must be a path without query and fragment: it is compared with the path alone',
      path,
      `write '${path.split(PATH_END)[0]}'; match the query with queryParams`,
    );
  }
  return path;
}

/** The same, and throws where the path has an asterisk: policies take that for any letters, routes for itself. */
export function checkMatchedPath(path: string, field: Field): string {
  checkPath(path, field);
  if (path.includes('*')) {
    const below = /^([^*]*?)\/?\*+$/.exec(path)?.[1];
    throw field.fault(
      "must be a path without '*', which Istio takes for that letter",
      path,
      below === undefined
        ? 'use StringMatch.regex(), for the letter as well'
        : `write the prefix '${below === '' ? '/' : below}', which takes all paths below it: HttpMatch.pathPrefix(); for the letter use StringMatch.regex()`,
    );
  }
  return path;
}

function pathFix(path: unknown): string {
  if (typeof path !== 'string' || path === '') {
    return "write '/' or a longer path";
  }
  return path.includes('://')
    ? 'give the path alone; scheme and authority have fields of their own'
    : `write '/${path}'`;
}
