/** How texts of a request are compared, as it is rendered. */
interface StringMatchManifest {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

interface NamedMatches {
  readonly [name: string]: StringMatchManifest;
}

/** A match of an HTTP route as it is rendered. */
export interface HttpMatchManifest {
  readonly uri?: StringMatchManifest;
  readonly ignoreUriCase?: boolean;
  readonly scheme?: StringMatchManifest;
  readonly method?: StringMatchManifest;
  readonly authority?: StringMatchManifest;
  readonly headers?: NamedMatches;
  readonly withoutHeaders?: NamedMatches;
  readonly queryParams?: NamedMatches;
  readonly port?: number;
  readonly gateways?: readonly string[];
}

const ANY_PATH: StringMatchManifest = { prefix: '/' };
const LITERAL = /^[^\\^$.|?*+()[{]*/;

/** The paths that a match takes, to be compared with those of other matches. */
export class HttpPattern {
  /** What every path of the match begins with. */
  public readonly text: string;

  /** Whether the match takes every path that begins with the text. */
  public readonly isPrefix: boolean;

  constructor(private readonly match: HttpMatchManifest) {
    const { uri = ANY_PATH } = match;
    const { exact, prefix, regex }: StringMatchManifest = uri.regex === '.*' ? ANY_PATH : uri;
    this.isPrefix = prefix !== undefined;
    this.text = prefix ?? exact ?? literalOf(regex ?? '');
  }

  /** Whether it takes all requests; on a gateway Istio puts those behind the other routes of the host. */
  public get takesAll(): boolean {
    const { scheme, method, authority, headers, withoutHeaders, queryParams } = this.match;
    const named = [headers, withoutHeaders, queryParams].some((matches) => Object.keys(matches ?? {}).length > 0);
    const single = [scheme, method, authority].some((match) => match !== undefined);
    return !named && !single && this.isPrefix && this.text === ANY_PATH.prefix;
  }

  /** How the paths are shown in an error. */
  public get shown(): string {
    const { exact, prefix, regex } = this.match.uri ?? {};
    return exact ?? (prefix === undefined ? (regex ?? 'any path') : `${prefix}*`);
  }

  /**
   * Whether some request certainly fits both. Regular expressions are only known by what they begin with, so that two of them are
   * taken to meet if they are the same.
   */
  public meets(other: HttpPattern): boolean {
    return this.meetsPath(other) && !this.excludes(other) && !other.excludes(this);
  }

  private meetsPath(other: HttpPattern): boolean {
    const fold = this.match.ignoreUriCase === true || other.match.ignoreUriCase === true;
    const [one, two] = fold ? [this.text.toLowerCase(), other.text.toLowerCase()] : [this.text, other.text];
    if (this.isPrefix && two.startsWith(one)) {
      return true;
    }
    if (other.isPrefix && one.startsWith(two)) {
      return true;
    }
    return !this.isPrefix && !other.isPrefix && one === two && this.match.uri?.regex === other.match.uri?.regex;
  }

  /** Whether a condition of this one rules out what the other asks for. */
  private excludes({ match: other, text }: HttpPattern): boolean {
    const { match } = this;
    return (
      (match.port !== undefined && other.port !== undefined && match.port !== other.port) ||
      differ(match.scheme, other.scheme) ||
      differ(match.method, other.method) ||
      differ(match.authority, other.authority) ||
      anyDiffers(match.headers, other.headers) ||
      anyDiffers(match.queryParams, other.queryParams) ||
      rulesOut(match.withoutHeaders, other.headers) ||
      (other.ignoreUriCase !== true && rulesOutPath(match.withoutHeaders, text))
    );
  }
}

function literalOf(regex: string): string {
  const literal = regex.includes('|') ? '' : (LITERAL.exec(regex)?.[0] ?? '');
  // A quantifier also takes back the letter before it.
  return '?*{'.includes(regex[literal.length] ?? '+') ? literal.slice(0, -1) : literal;
}

function differ(one: StringMatchManifest | undefined, other: StringMatchManifest | undefined): boolean {
  return one?.exact !== undefined && other?.exact !== undefined && one.exact !== other.exact;
}

function anyDiffers(ones: NamedMatches = {}, others: NamedMatches = {}): boolean {
  return Object.entries(ones).some(([name, one]) => differ(one, others[name]));
}

/** Whether paths that begin with the text must not be asked for. */
function rulesOutPath(without: NamedMatches = {}, text: string): boolean {
  const { prefix } = without[':path'] ?? {};
  return prefix !== undefined && text.startsWith(prefix);
}

/** Whether a header must not have the value, or must not be there, that the other asks for. */
function rulesOut(without: NamedMatches = {}, headers: NamedMatches = {}): boolean {
  return Object.entries(without).some(([name, value]) => {
    const header = headers[name];
    const mustBeMissing = Object.keys(value).length === 0;
    return header !== undefined && (mustBeMissing || (value.exact !== undefined && header.exact === value.exact));
  });
}
