import * as networking from '../../../imports/networking';
import { RenderContext } from '../../kernel/istio-resource';
import { IGateway } from '../gateway';
import { gatewayName } from './reference-name';

type Match = networking.HttpMatchRequest;
type Route = networking.HttpRoute;

/** Where ACME asks for the answer to an HTTP-01 challenge, by RFC 8555. */
const CHALLENGES = '/.well-known/acme-challenge/';

/** The usual ports, which a URL leaves out. */
const USUAL = { http: 80, https: 443 };

/** A gateway that redirects plain HTTP. */
export interface PlainHttpRedirect {
  readonly gateway: IGateway;
  readonly httpPort: number;
  readonly httpsPort: number;
}

/** The same as it is rendered. */
interface Place {
  readonly gateway: string;
  /** The other gateways that the routes are for, `mesh` included. */
  readonly others: readonly string[];
  readonly httpPort: number;
  readonly httpsPort: number;
}

/**
 * The routes behind one that redirects plain HTTP. At the gateway they take what arrives at the HTTPS port only, or the backend would
 * be asked for challenges in plain text; a match that names a port, or only other gateways, stays as it is.
 */
export function redirectExceptChallenges(
  routes: readonly Route[],
  { gateway, httpPort, httpsPort }: PlainHttpRedirect,
  gateways: readonly IGateway[],
  context: RenderContext,
): Route[] {
  const here = gatewayName(gateway, context);
  const others = gateways.map((each) => gatewayName(each, context)).filter((name) => name !== here);
  const place: Place = { gateway: here, others, httpPort, httpsPort };
  return [redirectOf(place), ...routes.map((route) => ({ ...route, match: limited(route.match, place) }))];
}

function redirectOf({ gateway, others, httpPort, httpsPort }: Place): Route {
  // Envoy leaves out the port of the request where it is the usual one of its scheme, and keeps any other.
  const isUsual = httpPort === USUAL.http && httpsPort === USUAL.https;
  return {
    name: 'redirect-to-https',
    match: [
      {
        port: httpPort,
        // There is no other way to say what a path must not be.
        withoutHeaders: { ':path': { prefix: CHALLENGES } },
        ...(others.length > 0 && { gateways: [gateway] }),
      },
    ],
    redirect: { scheme: 'https', ...(!isUsual && { port: httpsPort }), redirectCode: 301 },
  };
}

function limited(match: readonly Match[] | undefined, place: Place): Match[] {
  const matches = match === undefined || match.length === 0 ? [{}] : match;
  return matches.flatMap((each) => limitedToHttps(each, place));
}

function limitedToHttps(match: Match, { gateway, others, httpsPort }: Place): Match[] {
  const { gateways } = match;
  if (match.port !== undefined || gateways?.includes(gateway) === false) {
    return [match];
  }
  const elsewhere = gateways?.filter((name) => name !== gateway) ?? others;
  if (elsewhere.length === 0) {
    return [{ ...match, port: httpsPort }];
  }
  return [
    { ...match, gateways: [gateway], port: httpsPort },
    { ...match, gateways: [...elsewhere] },
  ];
}
