import { quoted } from '../violation';

/** A URL as Go's `url.ParseRequestURI` reads it. */
export interface GoUrl {
  readonly scheme: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly path: string;
  readonly query: string;
}

const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s;
/** What Go refuses anywhere: control characters of ASCII. */
const CONTROL = /(?![\u0080-\u009f])\p{Cc}/u;
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2})[\s\S]{0,2}/;
const PORT = /^:[0-9]*$/;
/** What may stand in a host besides letters beyond ASCII. */
const NO_HOST_CHAR = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%\u0080-\uffff]/;
const NO_USER_CHAR = /[^A-Za-z0-9\-._:~!$&'()*+,;=%@]/;

/** Whether Go takes the text as the URI of a request. */
export function isGoUri(text: string): boolean {
  return typeof parseGoUri(text) !== 'string';
}

/** The URL, or what Go says against it. */
export function parseGoUri(text: string): GoUrl | string {
  const reason = typeof text === 'string' ? read(text) : 'empty url';
  return typeof reason === 'string' ? `parse ${quoted(text)}: ${reason}` : reason;
}

function read(text: string): GoUrl | string {
  if (CONTROL.test(text)) {
    return 'net/url: invalid control character in URL';
  }
  if (text === '') {
    return 'empty url';
  }
  if (text.startsWith(':')) {
    return 'missing protocol scheme';
  }
  const [, scheme = '', afterScheme = text] = SCHEME.exec(text) ?? [];
  const question = afterScheme.indexOf('?');
  const rest = question < 0 ? afterScheme : afterScheme.slice(0, question);
  const url = { scheme: scheme.toLowerCase(), query: question < 0 ? '' : afterScheme.slice(question + 1) };
  if (!rest.startsWith('/') && rest !== '*') {
    return scheme === '' ? 'invalid URI for request' : { ...url, host: '', hostname: '', port: '', path: '' };
  }
  const hasAuthority = scheme !== '' && rest.startsWith('//');
  const slash = hasAuthority ? rest.indexOf('/', 2) : 0;
  const authority = hasAuthority ? rest.slice(2, slash < 0 ? undefined : slash) : '';
  const path = slash < 0 ? '' : rest.slice(slash);
  const fault = faultOfAuthority(authority) ?? faultOfEscapes(path);
  if (fault !== undefined) {
    return fault;
  }
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const [, hostname = host, port = ''] = /^(.*?)(?::([0-9]*))?$/.exec(host) ?? [];
  return { ...url, host, hostname: hostname.replace(/^\[(.*)\]$/, '$1'), port, path };
}

function faultOfAuthority(authority: string): string | undefined {
  const user = authority.lastIndexOf('@');
  const host = authority.slice(user + 1);
  if (host.startsWith('[') && !host.includes(']')) {
    return "missing ']' in host";
  }
  const port = host.startsWith('[') ? host.slice(host.lastIndexOf(']') + 1) : (/:[^:]*$/.exec(host)?.[0] ?? '');
  if (port !== '' && !PORT.test(port)) {
    return `invalid port ${quoted(port)} after host`;
  }
  const wrong = NO_HOST_CHAR.exec(host)?.[0];
  if (wrong !== undefined) {
    return `invalid character ${quoted(wrong)} in host name`;
  }
  if (user >= 0 && NO_USER_CHAR.test(authority.slice(0, user))) {
    return 'net/url: invalid userinfo';
  }
  return faultOfEscapes(authority) ?? faultOfHostEscape(host);
}

function faultOfEscapes(text: string): string | undefined {
  const broken = BROKEN_ESCAPE.exec(text)?.[0];
  return broken === undefined ? undefined : `invalid URL escape ${quoted(broken)}`;
}

/** In a host only letters beyond ASCII may be escaped. */
function faultOfHostEscape(host: string): string | undefined {
  const escape = /%(?!25)[0-7][0-9A-Fa-f]/.exec(host)?.[0];
  return escape === undefined ? undefined : `invalid URL escape ${quoted(escape)}`;
}
