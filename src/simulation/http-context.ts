import { Routing } from '../mesh/index/routing';
import { VirtualHost, VirtualHostRoute } from '../mesh/index/virtual-host';
import { PolicyCheck } from './policy-check';
import { Proxy } from './proxy';

/** What an HTTP connection manager of a proxy is set up with. */
export interface HttpContext {
  readonly routing: Routing;
  readonly proxy: Proxy;
  /** The port whose routes are looked at. */
  readonly port: number;
  readonly isTls: boolean;
  /** Undefined where no virtual host takes the request's host. */
  readonly virtualHost: VirtualHost | undefined;
  /** The policies that it asks; undefined where it asks none. */
  readonly policies: PolicyCheck | undefined;
}

/** What Istio calls a route: by the names of the route and of the match. */
export function routeName(found: VirtualHostRoute | undefined): string | undefined {
  if (found === undefined) {
    return undefined;
  }
  const { route, match } = found;
  return match?.name ? `${route.name ?? ''}.${match.name}` : route.name;
}
