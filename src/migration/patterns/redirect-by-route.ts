import { isJsonObject, listAt, textAt } from '../../mesh/wire/json';
import { Manifest } from '../manifest';

const MESH = 'mesh';
const CHALLENGES = '/.well-known/acme-challenge/';

/** The HTTP routes of an ingress. */
export interface IngressRoutes {
  readonly routes: readonly unknown[];
  /** Whether there was one ahead of them that redirects plain HTTP, and limits them to HTTPS. */
  readonly redirectsPlainHttp: boolean;
}

/** The HTTP routes as they are without a redirect of plain HTTP that leaves out challenges of ACME. */
export function ingressRoutes({ value }: Manifest): IngressRoutes {
  const [first, ...others] = listAt(value, 'spec', 'http');
  const without = listAt(first, 'match').map((match) => textAt(match, 'withoutHeaders', ':path', 'prefix'));
  if (textAt(first, 'redirect', 'scheme') !== 'https' || without.join() !== CHALLENGES) {
    return { routes: listAt(value, 'spec', 'http'), redirectsPlainHttp: false };
  }
  return { routes: others.map(unlimited), redirectsPlainHttp: true };
}

/** A route whose matches say nothing of ports and gateways. */
function unlimited(route: unknown): unknown {
  if (!isJsonObject(route)) {
    return route;
  }
  const { match, ...others } = route;
  const matches = listAt(match)
    .filter(isJsonObject)
    .filter(({ gateways }) => listAt(gateways).join() !== MESH)
    .map(({ gateways: _gateways, port: _port, ...conditions }) => conditions);
  const isForAll = matches.every((conditions) => Object.keys(conditions).length === 0);
  return isForAll ? others : { ...others, match: matches };
}
