import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { StringMatch, StringMatchKind } from '../kernel/string-match';
import { IGateway } from './gateway';
import { HttpMatchConditions } from './http-match-conditions';
import { Field } from './private/field';
import { isClaim, renderConditions } from './private/http-conditions';
import { checkMatchedPath } from './private/http-syntax';
import { Specificity, leastSpecific, specificityOf } from './private/specificity';
import { gatewayName } from './private/reference-name';

const FIELD = new Field('match');

/** What makes a match no narrower. */
const LABELS = new Set(['name', 'statPrefix', 'ignoreUriCase']);

/** The one path that is no path: `OPTIONS *` asks for the server as a whole. */
const SERVER_AS_A_WHOLE = '*';

/**
 * Which requests a route takes; of the matches of a route one has to fit.
 *
 * Paths are compared without the query, after Envoy has resolved `..` and the like.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export class HttpMatch {
  /**
   * Requests for exactly this path: `/cart` does not take `/cart/`.
   *
   * @throws if the path does not begin with `/`, has a query or an asterisk, or a condition is not one that Istio takes.
   */
  public static exactPath(path: string, conditions: HttpMatchConditions = {}): HttpMatch {
    return HttpMatch.path(StringMatch.exact(path), conditions);
  }

  /**
   * Requests for this path and all paths below it: `/api` takes `/api` and `/api/users`, but not `/apix`. A slash at the end
   * makes no difference.
   *
   * Istio has no such match. This renders as two: the exact path, and the prefix with a slash at its end. To rewrite the
   * path of such requests use `HttpRewrite.pathPrefix()`.
   *
   * @throws if the path does not begin with `/`, has a query or an asterisk, or a condition is not one that Istio takes.
   */
  public static pathPrefix(path: string, conditions: HttpMatchConditions = {}): HttpMatch {
    const trimmed = checkMatchedPath(path, FIELD.of('uri')).replace(/(.)\/+$/, '$1');
    const uris =
      trimmed === '/' ? [StringMatch.prefix('/')] : [StringMatch.exact(trimmed), StringMatch.prefix(`${trimmed}/`)];
    return new HttpMatch(uris, conditions);
  }

  /**
   * Requests whose path begins with these letters, which know no path segments: `/api` also takes `/apix`.
   *
   * @throws if the prefix does not begin with `/`, has a query or an asterisk, or a condition is not one that Istio takes.
   */
  public static rawPathPrefix(prefix: string, conditions: HttpMatchConditions = {}): HttpMatch {
    return HttpMatch.path(StringMatch.prefix(prefix), conditions);
  }

  /**
   * Requests whose path is like this.
   *
   * @throws if the path does not begin with `/`, has a query or an asterisk, `ignoreUriCase` meets a regular expression, or a condition is
   * not one that Istio takes.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest-uri
   */
  public static path(uri: StringMatch, conditions: HttpMatchConditions = {}): HttpMatch {
    return new HttpMatch([uri], conditions);
  }

  /**
   * Requests with this header, whatever their path.
   *
   * @throws if the name is none of a header, or a condition is not one that Istio takes.
   */
  public static header(header: string, value: StringMatch, conditions: HttpMatchConditions = {}): HttpMatch {
    return HttpMatch.anyPath({ ...conditions, headers: { ...conditions.headers, [header]: value } });
  }

  /**
   * Requests that fulfil these conditions, whatever their path.
   *
   * @throws if a condition is not one that Istio takes.
   */
  public static anyPath(conditions: HttpMatchConditions): HttpMatch {
    return new HttpMatch([undefined], conditions);
  }

  private readonly conditions: networking.HttpMatchRequest;
  private readonly gateways: readonly IGateway[] | undefined;
  private readonly overrides: JsonMap | undefined;

  private constructor(
    /** The paths, one for each entry that is rendered; undefined for any. @internal */
    public readonly _uris: ReadonlyArray<StringMatch | undefined>,
    conditions: HttpMatchConditions,
  ) {
    _uris.forEach((uri) => checkUri(uri, conditions.ignoreUriCase));
    this.conditions = renderConditions(conditions, FIELD);
    this.gateways = conditions.gateways && [...conditions.gateways];
    this.overrides = deepCopy(conditions.overrides);
  }

  /** Whether it names a gateway or a claim, which have to go with the rest of the VirtualService. @internal */
  public get _isTelling(): boolean {
    const { headers, withoutHeaders } = this.conditions;
    const told = this.gateways !== undefined || this.overrides !== undefined;
    return told || [headers, withoutHeaders].some((names) => Object.keys(names ?? {}).some(isClaim));
  }

  /** How narrow it is beside other matches. @internal */
  public get _specificity(): Specificity {
    const conditions = countOf(this.conditions) + (this.gateways === undefined ? 0 : 1);
    return leastSpecific(this._uris.map((uri) => specificityOf(uri, conditions)));
  }

  /** @internal */
  public _render(context: RenderContext): networking.HttpMatchRequest[] {
    return this._uris.map((uri) =>
      withOverrides(
        {
          ...deepCopy(this.conditions),
          ...(uri !== undefined && { uri: uri._render() }),
          ...(this.gateways !== undefined && { gateways: this.gateways.map((one) => gatewayName(one, context)) }),
        },
        this.overrides,
      ),
    );
  }
}

/** How many conditions there are; each header and query parameter is one. */
function countOf(rendered: networking.HttpMatchRequest): number {
  const keys = Object.keys(rendered) as Array<keyof networking.HttpMatchRequest>;
  return keys.reduce((sum, key) => {
    const isMap = key === 'headers' || key === 'withoutHeaders' || key === 'queryParams';
    return sum + (isMap ? Object.keys(rendered[key] ?? {}).length : LABELS.has(key) ? 0 : 1);
  }, 0);
}

function checkUri(uri: StringMatch | undefined, ignoreUriCase: boolean | undefined): void {
  if (uri === undefined) {
    return;
  }
  if (uri.kind === StringMatchKind.REGEX) {
    if (ignoreUriCase === true) {
      throw FIELD.of('ignoreUriCase').fault(
        'must not be set for a regular expression, which it does not affect',
        uri.value,
        `write '(?i)${uri.value}' instead`,
      );
    }
  } else if (uri.value !== SERVER_AS_A_WHOLE || uri.kind !== StringMatchKind.EXACT) {
    checkMatchedPath(uri.value, FIELD.of('uri'));
  }
}
