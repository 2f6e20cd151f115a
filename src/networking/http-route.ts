import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { JsonMap, deepCopy, withOverrides } from '../kernel/merge';
import { checkList } from '../kernel/value-type';
import { Destination } from './destination';
import { renderHeaders } from './header-operations';
import { HttpDirectResponse } from './http-direct-response';
import { HttpMatch } from './http-match';
import { CheckedMirror, renderMirror } from './http-mirror';
import { HttpRedirect } from './http-redirect';
import { HttpForwardOptions, HttpRouteOptions } from './http-route-options';
import { checkMatch } from './private/argument-types';
import { Field } from './private/field';
import { checkMirrors, checkPrefixes, checkRewrite, renderPolicies } from './private/http-route-checks';
import { foreignNamespace } from './private/reference-name';
import { ANY_REQUEST, Specificity, leastSpecific } from './private/specificity';
import { checkDestinations, renderDestination } from './private/weights';
import { IVirtualService } from './virtual-service-reference';
import { WeightedDestination } from './weighted-destination';

const FIELD = new Field('http');
const ROUTE = FIELD.of('route');

/** What a route does, as it is rendered. */
type Action = (context: RenderContext) => networking.HttpRoute;

/**
 * A rule for HTTP requests: which ones, and what becomes of them. It applies to the ports of a gateway or Service that carry
 * HTTP, and to HTTPS that the gateway terminates.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export class HttpRoute {
  /**
   * Forwards requests to one destination.
   *
   * @throws if an option is not as Istio takes it, or two of them contradict each other.
   */
  public static to(destination: Destination, options: HttpForwardOptions = {}): HttpRoute {
    return HttpRoute.split([{ destination }], options);
  }

  /**
   * Shares requests among destinations by their weights, which are relative and need not add up to 100.
   *
   * @throws if there is no destination, one of several has no weight (Istio would send it nothing), a weight is not a whole
   * number from 0, or all weights are 0; or as `to()` does.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-route
   */
  public static split(destinations: WeightedDestination[], options: HttpForwardOptions = {}): HttpRoute {
    const field = ROUTE;
    const targets = checkDestinations(destinations, field);
    const headers = targets.some((target) => target.headers !== undefined)
      ? targets.map((target, index) => renderHeaders(target.headers, field.entry(index).of('headers')))
      : undefined;
    const action = (context: RenderContext): networking.HttpRoute => ({
      route: targets.map((target, index) => {
        const rendered = renderDestination(target, context);
        return headers?.[index] === undefined ? rendered : { ...rendered, headers: deepCopy(headers[index]) };
      }),
    });
    return new HttpRoute(action, options);
  }

  /**
   * Sends clients to another URL.
   *
   * @throws if the redirect replaces a prefix that a match of the route does not have, or an option is not as Istio takes it.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-redirect
   */
  public static redirect(redirect: HttpRedirect, options: HttpRouteOptions = {}): HttpRoute {
    checkPrefixes(redirect, options.match);
    return new HttpRoute(() => ({ redirect: redirect._render() }), sharedBy(options));
  }

  /**
   * Answers requests itself.
   *
   * @throws if an option is not as Istio takes it.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-direct_response
   */
  public static directResponse(response: HttpDirectResponse, options: HttpRouteOptions = {}): HttpRoute {
    return new HttpRoute(() => ({ directResponse: response._render() }), sharedBy(options));
  }

  /**
   * Leaves requests to the HTTP routes of another VirtualService, which has no hosts. Its routes only take requests that fit
   * this route too: a route there whose match lies outside is dropped. Options here count where its routes have none.
   *
   * @throws if an option is not as Istio takes it, or two of them contradict each other.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-delegate
   */
  public static delegate(delegate: IVirtualService, options: HttpForwardOptions = {}): HttpRoute {
    const action = (context: RenderContext): networking.HttpRoute => ({
      delegate: { name: delegate.name, namespace: foreignNamespace(delegate, 'VirtualService', context) },
    });
    return new HttpRoute(action, options, delegate);
  }

  /** The name, if it has one. */
  public readonly name?: string;

  /** What needs no context: its name and its policies. */
  private readonly settings: networking.HttpRoute;
  private readonly match: readonly HttpMatch[] | undefined;
  private readonly mirrors: readonly CheckedMirror[] | undefined;
  private readonly mirror: CheckedMirror | undefined;
  private readonly overrides: JsonMap | undefined;

  private constructor(
    private readonly action: Action,
    options: HttpForwardOptions,
    /** The VirtualService that requests are left to. @internal */
    public readonly _delegate?: IVirtualService,
  ) {
    this.match = checkList(options.match, 'match')?.map((match) => checkMatch(match));
    this.name = options.name;
    this.settings = renderPolicies(options, FIELD);
    checkRewrite(options.rewrite, options.match, this.settings.headers);
    const { mirrors, mirror } = checkMirrors(options, FIELD);
    this.mirrors = mirrors;
    this.mirror = mirror;

    this.overrides = deepCopy(options.overrides);
  }

  /** Whether it names a gateway or a claim, which have to go with the rest of its VirtualService. @internal */
  public get _isTelling(): boolean {
    return this.overrides !== undefined || (this.match ?? []).some((match) => match._isTelling);
  }

  /** How narrow its least narrow match is. @internal */
  public get _specificity(): Specificity {
    const matches = this.match ?? [];
    return matches.length === 0 ? ANY_REQUEST : leastSpecific(matches.map((match) => match._specificity));
  }

  /** @internal */
  public _render(context: RenderContext): networking.HttpRoute {
    const match = this.match?.flatMap((one) => one._render(context));
    const route: networking.HttpRoute = {
      ...deepCopy(this.settings),
      ...this.action(context),
      ...(match !== undefined && { match }),
    };
    return withOverrides(this.withMirrors(route, context), this.overrides);
  }

  private withMirrors(route: networking.HttpRoute, context: RenderContext): networking.HttpRoute {
    if (this.mirrors === undefined && this.mirror === undefined) {
      return route;
    }
    const mirror = this.mirror && renderMirror(this.mirror, context);
    return {
      ...route,
      ...(this.mirrors !== undefined && { mirrors: this.mirrors.map((entry) => renderMirror(entry, context)) }),
      ...(mirror !== undefined && { mirror: mirror.destination, mirrorPercentage: mirror.percentage }),
    };
  }
}

/** Only what these routes take: other languages and plain JavaScript may pass a struct that has more. */
function sharedBy({ name, match, headers, cors, overrides }: HttpRouteOptions): HttpRouteOptions {
  return { name, match, headers, cors, overrides };
}
