import * as networking from '../../imports/networking';
import { Field } from './private/field';
import { checkAuthority, checkPath } from './private/http-syntax';
import { checkRegex, checkSubstitution, quoteRegex } from './private/regex-rewrite';

const FIELD = new Field('rewrite');

/** What is rewritten beside the path. */
export interface HttpRewriteOptions {
  /**
   * The new authority of the request: a host with an optional port.
   *
   * @default - the request keeps its authority.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite-authority
   */
  readonly authority?: string;
}

/**
 * What a request's path and authority become before it is forwarded.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export class HttpRewrite {
  /**
   * Replaces what the route's match has matched: with a prefix that prefix, letter by letter, with an exact path or a regular
   * expression the whole path. A match without a path has matched the `/` at the beginning.
   *
   * Mind the slashes: prefix `/api` and `/` make `//users` of `/api/users`. With `HttpMatch.pathPrefix()` use
   * `HttpRewrite.pathPrefix()`.
   *
   * @throws if the path does not begin with `/` or has a query, or the authority is no host.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite-uri
   */
  public static uri(uri: string, options: HttpRewriteOptions = {}): HttpRewrite {
    return new HttpRewrite({ uri: checkPath(uri, FIELD.of('uri')) }, options);
  }

  /**
   * Puts another path in the place of a path prefix and keeps the rest: `/api` and `/v2` make `/v2/users` of `/api/users` and
   * `/v2` of `/api`, while `/apix` stays. It goes with `HttpMatch.pathPrefix()` of the same path; capitals count.
   *
   * @throws if a path does not begin with `/` or has a query, or the authority is no host.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite-uri_regex_rewrite
   */
  public static pathPrefix(prefix: string, replacement: string, options: HttpRewriteOptions = {}): HttpRewrite {
    const from = withoutLastSlash(checkPath(prefix, FIELD.of('prefix')));
    const to = withoutLastSlash(checkPath(replacement, FIELD.of('replacement')));
    // The slash or the end behind the prefix stays, but a path never becomes empty.
    const rest = to === '' ? '/' : '\\1';
    return HttpRewrite.uriRegex(`^${quoteRegex(from)}(/|$)`, `${to.replace(/\\/g, '\\\\')}${rest}`, options);
  }

  /**
   * Replaces every part of the path that a regular expression in RE2 syntax matches; begin it with `^` to replace once. In the
   * substitution `\1` stands for the first group, `\\` for a backslash.
   *
   * @throws if RE2 refuses the expression, it is longer than 1024 characters, the substitution is empty or names a group that
   * the expression does not have, or the authority is no host.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite-uri_regex_rewrite
   */
  public static uriRegex(pattern: string, substitution: string, options: HttpRewriteOptions = {}): HttpRewrite {
    const field = FIELD.of('uriRegexRewrite');
    checkRegex(pattern, field.of('match'));
    checkSubstitution(substitution, pattern, field.of('rewrite'));
    return new HttpRewrite({ uriRegexRewrite: { match: pattern, rewrite: substitution } }, options);
  }

  /**
   * Replaces the authority alone.
   *
   * @throws if it is no host with an optional port.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite-authority
   */
  public static authority(authority: string): HttpRewrite {
    return new HttpRewrite({}, { authority });
  }

  /** The new authority, if there is one. @internal */
  public readonly _authority?: string;

  private constructor(
    /** What happens to the path. @internal */
    public readonly _path: networking.HttpRewrite,
    options: HttpRewriteOptions,
  ) {
    this._authority =
      options.authority === undefined ? undefined : checkAuthority(options.authority, FIELD.of('authority'));
  }

  /** @internal */
  public _render(): networking.HttpRewrite {
    return { ...this._path, authority: this._authority };
  }
}

function withoutLastSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
