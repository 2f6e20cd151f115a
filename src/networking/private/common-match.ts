import * as networking from '../../../imports/networking';
import { Common, NOTHING, commonExclusion, commonText, excludes, match, unsayable } from './common-text';

type Match = networking.HttpMatchRequest;
type Text = networking.StringMatch;
type Texts = { readonly [name: string]: Text };
type Part = Partial<Match>;

/** What a match is called and counted by, which makes no difference to what it takes. */
const LABELS: ReadonlyArray<keyof Match> = ['name', 'statPrefix'];

const PARTS: ReadonlyArray<(a: Match, b: Match) => Common<Part>> = [
  commonPath,
  (a, b) => common('scheme', a, b, commonText),
  (a, b) => common('method', a, b, commonText),
  (a, b) => common('authority', a, b, commonText),
  (a, b) => common('headers', a, b, (x, y, of) => commonTexts(x, y, of, commonText, lowerCase)),
  (a, b) => common('withoutHeaders', a, b, (x, y, of) => commonTexts(x, y, of, commonExclusion, lowerCase)),
  (a, b) => common('queryParams', a, b, (x, y, of) => commonTexts(x, y, of, commonText)),
  (a, b) => common('port', a, b, commonValue),
  (a, b) => common('sourceNamespace', a, b, commonValue),
  (a, b) => common('sourceLabels', a, b, commonLabels),
  (a, b) => common('gateways', a, b, commonGateways),
];

/** Which requests fit both matches, as one match; names and prefixes of statistics are those of `a`, or else of `b`. */
export function commonMatch(a: Match, b: Match): Common<Match> {
  let merged: Match = { ...b, ...defined(a) };
  let unsaid: Common<Match> | undefined;
  for (const part of PARTS) {
    const found = part(a, b);
    if (found.is === 'nothing') {
      return NOTHING;
    }
    if (found.is === 'unsayable') {
      unsaid = found;
    } else {
      merged = { ...merged, ...found.match };
    }
  }
  if (contradictsItself(merged)) {
    return NOTHING;
  }
  return unsaid ?? unknownFields(a, b) ?? sourcesBesideGateways(a, b) ?? match(defined(merged));
}

/** Whether a match asks for nothing, so that it takes every request. */
export function takesAll(entry: Match): boolean {
  const { uri, ignoreUriCase: _, ...others } = entry;
  const asked = (Object.keys(defined(others)) as Array<keyof Match>).filter((key) => !LABELS.includes(key));
  return asked.length === 0 && (uri === undefined || uri.prefix === '/');
}

function common<K extends keyof Match>(
  key: K,
  a: Match,
  b: Match,
  meet: (a: NonNullable<Match[K]>, b: NonNullable<Match[K]>, of: string) => Common<NonNullable<Match[K]>>,
): Common<Part> {
  const [left, right] = [a[key], b[key]];
  if (left === undefined || left === null || right === undefined || right === null) {
    return match({ [key]: left ?? right });
  }
  const found = meet(left, right, key);
  return found.is === 'match' ? match({ [key]: found.match }) : found;
}

function commonPath(a: Match, b: Match): Common<Part> {
  if (a.uri === undefined || b.uri === undefined) {
    const { uri, ignoreUriCase } = a.uri === undefined ? b : a;
    return match({ uri, ignoreUriCase });
  }
  const [looseA, looseB] = [a.ignoreUriCase === true, b.ignoreUriCase === true];
  // Every path begins with a slash, so that this prefix asks for nothing.
  if (looseA === looseB || a.uri.prefix === '/' || b.uri.prefix === '/') {
    return withCase(meetPaths(a.uri, b.uri, looseA && looseB), a.uri.prefix === '/' ? b : a);
  }
  const [strict, loose] = looseA ? [b, a] : [a, b];
  const found = commonText(strict.uri ?? {}, loose.uri ?? {}, 'uri', true);
  const isStrict = found.is === 'match' && found.match === strict.uri && strict.uri?.regex === undefined;
  return found.is === 'match' && !isStrict ? unsayable('uri') : withCase(found, strict);
}

function meetPaths(a: Text, b: Text, ignoreCase: boolean): Common<Text> {
  if (a.prefix === '/' && b.regex !== undefined) {
    return match(b);
  }
  return b.prefix === '/' && a.regex !== undefined ? match(a) : commonText(a, b, 'uri', ignoreCase);
}

function withCase(found: Common<Text>, { ignoreUriCase }: Match): Common<Part> {
  return found.is === 'match' ? match({ uri: found.match, ignoreUriCase }) : found;
}

function commonTexts(
  a: Texts,
  b: Texts,
  of: string,
  meet: (a: Text, b: Text, of: string) => Common<Text>,
  spelling: (name: string) => string = (name) => name,
): Common<{ [name: string]: Text }> {
  const merged: { [name: string]: Text } = { ...a };
  let unsaid: Common<{ [name: string]: Text }> | undefined;
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
  const both = a.filter((gateway) => b.includes(gateway));
  return both.length === 0 ? NOTHING : match(both);
}

/** Istio does not look at the source of a request in a match that lists gateways. */
function sourcesBesideGateways(a: Match, b: Match): Common<Match> | undefined {
  const [gatewaysOfA, gatewaysOfB] = [a, b].map(({ gateways }) => (gateways ?? []).length > 0);
  const [sourceOfA, sourceOfB] = [a, b].map((entry) => entry.sourceLabels ?? entry.sourceNamespace);
  const lost = (gatewaysOfA && !gatewaysOfB && sourceOfB) ?? (gatewaysOfB && !gatewaysOfA && sourceOfA);
  return lost === undefined || lost === false ? undefined : unsayable('gateways beside sourceLabels or sourceNamespace');
}

/** What overrides have brought in can't be compared, but for being the same. */
function unknownFields(a: Match, b: Match): Common<Match> | undefined {
  const known = new Set<string>([...LABELS, 'uri', 'ignoreUriCase', ...KNOWN]);
  const [left, right] = [a, b] as Array<{ [field: string]: unknown }>;
  const differing = Object.keys(defined(right)).find(
    (key) => !known.has(key) && left[key] !== undefined && JSON.stringify(left[key]) !== JSON.stringify(right[key]),
  );
  return differing === undefined ? undefined : unsayable(differing);
}

const KNOWN: ReadonlyArray<keyof Match> = [
  'scheme',
  'method',
  'authority',
  'headers',
  'withoutHeaders',
  'queryParams',
  'port',
  'sourceNamespace',
  'sourceLabels',
  'gateways',
];

function contradictsItself({ headers = {}, withoutHeaders = {} }: Match): boolean {
  return Object.entries(withoutHeaders).some(([name, exclusion]) => {
    const asked = Object.keys(headers).find((other) => lowerCase(other) === lowerCase(name));
    return asked !== undefined && excludes(exclusion, headers[asked]);
  });
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
