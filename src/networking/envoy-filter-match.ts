import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { deepCopy } from '../kernel/merge';
import { EnvoyClusterMatch, renderClusterMatch } from './envoy-filter-cluster-match';
import { EnvoyPatchContext } from './envoy-filter-context';
import { EnvoyListenerMatch, renderListenerMatch } from './envoy-filter-listener-match';
import { EnvoyProxyMatch, renderProxyMatch } from './envoy-filter-proxy-match';
import {
  EnvoyRouteConfigurationMatch,
  checkRouteConfigurationMatch,
  renderRouteConfigurationMatch,
} from './envoy-filter-route-match';
import { EnvoyWaypointMatch, renderWaypointMatch } from './envoy-filter-waypoint-match';
import { Field } from './private/field';

/** What patches of waypoints can be narrowed down by besides a part of the waypoint. */
export interface EnvoyWaypointMatchOptions {
  /**
   * The proxies.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectMatch-proxy
   */
  readonly proxy?: EnvoyProxyMatch;
}

/** What patches can be narrowed down by besides a part of Envoy's configuration. */
export interface EnvoyMatchOptions extends EnvoyWaypointMatchOptions {
  /**
   * The kind of traffic.
   *
   * @default - any.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectMatch-context
   */
  readonly context?: EnvoyPatchContext;
}

type Rendered = networking.EnvoyFilterEnvoyConfigObjectMatch;

/** A part of Envoy's configuration that a match selects. */
export type MatchedObject = 'listener' | 'routeConfiguration' | 'cluster' | 'waypoint';

/**
 * Where a patch is applied.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectMatch
 */
export class EnvoyMatch {
  /**
   * Wherever there is something of the patch's kind, for this traffic and these proxies.
   *
   * @throws if the proxy version is no regular expression.
   */
  public static any(options: EnvoyMatchOptions = {}): EnvoyMatch {
    return new EnvoyMatch(undefined, options, () => ({}));
  }

  /**
   * In listeners: for listeners, listener filters, filter chains, network filters and HTTP filters.
   *
   * @throws if a port is none, a filter has no name, a sub filter is named outside the HTTP connection manager, or the proxy version is no
   * regular expression.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectMatch-listener
   */
  public static listener(match: EnvoyListenerMatch, options: EnvoyMatchOptions = {}): EnvoyMatch {
    const listener = renderListenerMatch(match, new Field('match.listener'));
    return new EnvoyMatch('listener', options, () => ({ listener }));
  }

  /**
   * In route configurations: for these, virtual hosts and routes.
   *
   * @throws if the port is none, something is set that sidecars don't look at and the context is theirs, or the proxy version is no regular
   * expression.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectMatch-route_configuration
   */
  public static routeConfiguration(match: EnvoyRouteConfigurationMatch, options: EnvoyMatchOptions = {}): EnvoyMatch {
    const field = new Field('match.routeConfiguration');
    const copy = deepCopy(match);
    checkRouteConfigurationMatch(copy, options.context, field);
    return new EnvoyMatch('routeConfiguration', options, (context) => ({
      routeConfiguration: renderRouteConfigurationMatch(copy, field, context),
    }));
  }

  /**
   * In clusters.
   *
   * @throws if something stands beside a name, the service is no host, the port is none, or the proxy version is no regular expression.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectMatch-cluster
   */
  public static cluster(match: EnvoyClusterMatch, options: EnvoyMatchOptions = {}): EnvoyMatch {
    const cluster = renderClusterMatch(match, new Field('match.cluster'));
    return new EnvoyMatch('cluster', options, () => ({ cluster }));
  }

  /**
   * In waypoints, which istiod, as of 1.31, does not patch.
   *
   * @throws if the port is none, a filter has no name, a sub filter is named outside the HTTP connection manager, or the proxy version is no
   * regular expression.
   */
  public static waypoint(match: EnvoyWaypointMatch, options: EnvoyWaypointMatchOptions = {}): EnvoyMatch {
    const waypoint = renderWaypointMatch(match, new Field('match.waypoint'));
    return new EnvoyMatch('waypoint', options, () => ({
      context: networking.EnvoyFilterPatchContext.WAYPOINT,
      waypoint,
    }));
  }

  private readonly common: Rendered;

  private constructor(
    /** What it selects a part of; undefined where it selects by traffic and proxy alone. @internal */
    public readonly _object: MatchedObject | undefined,
    options: EnvoyMatchOptions,
    private readonly renderObject: (context: RenderContext) => Rendered,
  ) {
    this.common = {
      context: options.context as networking.EnvoyFilterPatchContext | undefined,
      proxy: options.proxy && renderProxyMatch(options.proxy, new Field('match.proxy')),
    };
  }

  /** @internal */
  public _render(context: RenderContext): Rendered {
    return deepCopy({ ...this.common, ...this.renderObject(context) });
  }
}
