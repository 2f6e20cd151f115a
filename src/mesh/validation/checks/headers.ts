import { Headers, HeadersHeaderOperations } from '../../wire/networking';
import { Decoded } from '../decode';
import { Faults } from '../validation-fault';

/** What Istio takes for one: as in HTTP, and with commas. */
const NAME = /^[!#$%&'*+,\-.^_`|~A-Za-z0-9]+$/;
const PSEUDO: ReadonlySet<string> = new Set([':method', ':scheme', ':authority', ':path', ':status']);
const CLAIMS = '@request.auth.claims';
/** What no value holds: control characters of ASCII but the tab. */
const CONTROL = /(?![\t\u0080-\u009f])\p{Cc}/u;

/** Whether the text is the name of a header. */
export function isHeaderName(name: string): boolean {
  return NAME.test(name);
}

/** Whether a match on headers is one on a claim of a JWT. */
export function isClaim(name: string): boolean {
  if (!name.toLowerCase().startsWith(CLAIMS)) {
    return false;
  }
  const path = name.slice(CLAIMS.length);
  return /^\../s.test(path) || /^\[.+\]$/s.test(path);
}

/** What is wrong with the name of a header, or of a claim, to match on. */
export function faultOfMatchedHeader(name: string): string | undefined {
  if (name === '') {
    return 'the name of the header is missing';
  }
  return isClaim(name) || PSEUDO.has(name) || isHeaderName(name)
    ? undefined
    : `"${name}" can't be the name of a header`;
}

/** Whether the header is the one that names the host. */
export function isAuthority(name: string): boolean {
  return ['host', ':authority'].includes(name.toLowerCase());
}

/** Checks headers that are added, set and removed. */
export function checkHeaders({ request, response }: Decoded<Headers>, faults: Faults): void {
  faults.field('request', request, (each, place) => checkOperations(each, faultOfRequestHeader, place));
  faults.field('response', response, (each, place) => checkOperations(each, faultOfHeader, place));
}

function checkOperations(
  { add, set, remove }: Decoded<HeadersHeaderOperations>,
  faultOfName: (name: string) => string | undefined,
  faults: Faults,
): void {
  const check = (name: string, value: string, place: Faults): void => {
    place.error(faultOfName(name));
    place.error(faultOfHeaderValue(value));
  };
  faults.eachEntry('add', add, check);
  faults.eachEntry('set', set, check);
  faults.each('remove', remove, (name, place) => place.error(faultOfHeader(name)));
}

/** What is wrong with a header of a request to set; its authority may be. */
function faultOfRequestHeader(name: string): string | undefined {
  return isAuthority(name) ? undefined : faultOfHeader(name);
}

function faultOfHeader(name: string): string | undefined {
  if (name === '') {
    return 'the name of the header is missing';
  }
  return name.startsWith(':') || name.toLowerCase() === 'host' ? `the header ${name} can't be changed` : undefined;
}

/** What a part of a value is, between two characters. */
type State = 'text' | 'name' | 'arguments' | 'item' | 'string' | 'after item' | 'after list' | 'after arguments';

/** What is wrong with a value, in which Envoy replaces `%VARIABLE%` and `%VARIABLE(arguments)%`. */
export function faultOfHeaderValue(value: string): string | undefined {
  if (CONTROL.test(value)) {
    return `"${value}" can't be the value of a header`;
  }
  const fault = `"${value}" has a % that begins no variable: write %% for a percent sign`;
  let state: State = 'text';
  for (let at = 0; at < value.length; at++) {
    const escapes = (state === 'text' && value[at] === '%') || (state === 'string' && value[at] === '\\');
    if (escapes && at + 1 === value.length) {
      return fault;
    }
    if ((state === 'text' && value.startsWith('%%', at)) || (state === 'string' && value[at] === '\\')) {
      at++;
      continue;
    }
    const next = STATES[state](value[at]);
    if (next === undefined) {
      return fault;
    }
    state = next;
  }
  return state === 'text' ? undefined : fault;
}

/** What follows on a character; undefined where it must not stand there. */
const STATES: { readonly [state in State]: (character: string) => State | undefined } = {
  text: (character) => (character === '%' ? 'name' : 'text'),
  name: (character) => (character === '%' ? 'text' : character === '(' ? 'arguments' : 'name'),
  arguments: (character) => (character === '[' ? 'item' : character === ' ' ? 'arguments' : 'string'),
  item: (character) => (character === '"' ? 'string' : character === ' ' ? 'item' : undefined),
  string: (character) => (character === ')' ? 'after arguments' : character === '"' ? 'after item' : 'string'),
  'after item': (character) =>
    character === ',' ? 'item' : character === ']' ? 'after list' : character === ' ' ? 'after item' : undefined,
  'after list': (character) => (character === ')' ? 'after arguments' : character === ' ' ? 'after list' : undefined),
  'after arguments': (character) => (character === '%' ? 'text' : character === ' ' ? 'after arguments' : undefined),
};
