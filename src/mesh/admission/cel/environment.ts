import type * as celJs from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };
import { matchesRegex } from '../../../kernel/re2';
import { parseGoDuration } from '../../semantics/go-duration';
import { isIpAddress } from '../../semantics/ip-address';
import { GoUrl, parseGoUri } from './go-url';

/** Loaded with the first rule. It is an ES module, which TypeScript lets nobody import from here. */
const cel = (): typeof celJs => require('@marcbachmann/cel-js') as typeof celJs;

/** Evaluates a rule; throws what the API server says where it can't be evaluated. */
export type CompiledRule = (self: unknown) => unknown;

/** Calls of functions that cel-js has in another way than Kubernetes; it lets nobody replace them, so ours have names of their own. */
const REPLACED = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<![A-Za-z0-9_])(matches|substring|duration)\(/g;

/** `has()` of a field below an index, which cel-js does not take. */
const HAS_BELOW_INDEX = /\bhas\(([^()]*\][^()]*)\.([A-Za-z_][A-Za-z0-9_]*)\)/g;

const COMPILED = new Map<string, CompiledRule>();

/** A rule of a schema, ready to run; compiled once. */
export function compileRule(rule: string): CompiledRule {
  let compiled = COMPILED.get(rule);
  if (compiled === undefined) {
    const evaluate = environment().parse(
      rule
        .replace(REPLACED, (all, text: string | undefined, name: string) => (text === undefined ? `${name}InGo(` : all))
        .replace(HAS_BELOW_INDEX, '$1.?$2.hasValue()'),
    );
    compiled = (self) => {
      try {
        return evaluate({ self });
      } catch (error) {
        throw new Error(inGoWords(error), { cause: error });
      }
    };
    COMPILED.set(rule, compiled);
  }
  return compiled;
}

/** Without any names or functions of Kubernetes. */
let plain: celJs.Environment | undefined;

/** `.name` of the outermost scope and the `Name` of `Name{}`, which cel-js does not take. */
const NOT_IN_CEL_JS =
  /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<=(?:^|[([{,:?!&|=<>+\-*/%])\s*)\.(?=[A-Za-z_])|\b(?!in\b)[A-Za-z_][\w.]*(?=\{)/g;

/** `has()` of no field, which cel-js takes. */
const HAS_OF_NO_FIELD = /\bhas\(\s*[A-Za-z_]\w*\s*\)/;

/** What is wrong with an expression, whatever names are in it; undefined where it can be read. */
export function faultOfCel(expression: string): string | undefined {
  const withoutTexts = expression.replace(REPLACED, (all, text: string | undefined) =>
    text === undefined ? all : "''",
  );
  if (HAS_OF_NO_FIELD.test(withoutTexts)) {
    return 'has() is asked of a field';
  }
  try {
    plain ??= new (cel().Environment)();
    plain.parse(expression.replace(NOT_IN_CEL_JS, (_, text: string | undefined) => text ?? ''));
    return undefined;
  } catch (error) {
    return inGoWords(error).split('\n')[0];
  }
}

class Url {
  constructor(public readonly value: GoUrl) {}
}

let shared: celJs.Environment | undefined;

function environment(): celJs.Environment {
  shared ??= makeEnvironment();
  return shared;
}

function makeEnvironment(): celJs.Environment {
  const texts = new (cel().Environment)({ enableOptionalTypes: true, homogeneousAggregateLiterals: false })
    .registerVariable('self', 'dyn')
    .registerFunction('string.matchesInGo(string): bool', (text: string, pattern: string) =>
      matchesRegex(pattern, text),
    )
    .registerFunction('string.substringInGo(int): string', (text: string, from: bigint) => substring(text, from))
    .registerFunction('string.substringInGo(int, int): string', substring)
    .registerFunction('durationInGo(string): int', nanoseconds)
    .registerFunction('isIP(string): bool', isIpAddress);
  return texts
    .registerType('kubernetes.URL', Url)
    .registerFunction('url(string): kubernetes.URL', toUrl)
    .registerFunction('isURL(string): bool', (text: string) => typeof parseGoUri(text) !== 'string')
    .registerFunction('kubernetes.URL.getScheme(): string', ({ value }: Url) => value.scheme)
    .registerFunction('kubernetes.URL.getHost(): string', ({ value }: Url) => value.host)
    .registerFunction('kubernetes.URL.getHostname(): string', ({ value }: Url) => value.hostname)
    .registerFunction('kubernetes.URL.getPort(): string', ({ value }: Url) => value.port)
    .registerFunction('kubernetes.URL.getEscapedPath(): string', ({ value }: Url) => value.path);
}

/** Durations are compared and nothing else, so a number will do. */
function nanoseconds(text: string): bigint {
  const duration = parseGoDuration(text);
  if (duration === undefined) {
    throw new Error("type conversion error from 'string' to 'google.protobuf.Duration'");
  }
  return duration;
}

function toUrl(text: string): Url {
  const url = parseGoUri(text);
  if (typeof url === 'string') {
    throw new Error(`URL parse error during conversion from string: ${url}`);
  }
  return new Url(url);
}

/** Counts characters, not UTF-16 units. */
function substring(text: string, from: bigint, to?: bigint): string {
  const characters = [...text];
  const end = to ?? BigInt(characters.length);
  const outside = [from, end].find((index) => index < 0n || index > BigInt(characters.length));
  if (outside !== undefined) {
    throw new Error(`index out of range: ${outside}`);
  }
  if (from > end) {
    throw new Error(`invalid substring range. start: ${from}, end: ${end}`);
  }
  return characters.slice(Number(from), Number(end)).join('');
}

const IN_GO: { readonly [code: string]: string } = {
  int_conversion_error: "type conversion error from 'string' to 'int'",
  double_conversion_error: "type conversion error from 'string' to 'double'",
};

function inGoWords(error: unknown): string {
  if (error instanceof cel().EvaluationError) {
    const [firstLine] = error.message.split('\n');
    return IN_GO[error.code ?? ''] ?? firstLine;
  }
  return error instanceof Error ? error.message : String(error);
}
