import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { isTlsServer, redirectsToHttps, routesOfServer } from '../../../mesh/semantics/gateway-server';
import { isCovered } from '../../../mesh/semantics/http-match';
import {
  HttpMatchRequest,
  HttpRedirect,
  HttpRoute,
  Server,
  StringMatch,
  VirtualServiceSpec,
} from '../../../mesh/wire/networking';
import { allServersFor } from './bindings';

type VirtualService = MeshObject<VirtualServiceSpec>;

/**
 * What a client asks for after a redirect, as narrowly as it is known of the requests that a match takes; undefined where it goes elsewhere,
 * or where it is not certain that it comes back.
 */
export function requestAfter(
  mesh: Mesh,
  object: VirtualService,
  { redirect }: HttpRoute,
  match: HttpMatchRequest,
): HttpMatchRequest | undefined {
  if (redirect === undefined || !staysOnHost(object, redirect) || !keepsMethod(redirect, match)) {
    return undefined;
  }
  const uri = uriAfter(redirect, match);
  const listener = listenerAfter(mesh, object, redirect, match);
  return uri === undefined || listener === undefined ? undefined : { ...match, ...uri, ...listener };
}

/** Whether a route may take a request, whatever else it asks for: its path does not speak against it. */
export function mayTake(earlier: HttpMatchRequest, next: HttpMatchRequest): boolean {
  return isCovered(
    { uri: next.uri, ignoreUriCase: next.ignoreUriCase },
    { uri: earlier.uri, ignoreUriCase: earlier.ignoreUriCase },
  );
}

function staysOnHost({ spec }: VirtualService, { authority = '' }: HttpRedirect): boolean {
  const hosts = (spec.hosts ?? []).map((host) => host.toLowerCase());
  return authority === '' || (hosts.length === 1 && hosts[0] === authority.toLowerCase());
}

/** After the usual statuses a browser asks with GET. */
function keepsMethod({ redirectCode = 301 }: HttpRedirect, { method }: HttpMatchRequest): boolean {
  return method === undefined || method.exact === 'GET' || redirectCode === 307 || redirectCode === 308;
}

function uriAfter(
  { uri = '', prefixRewrite = '' }: HttpRedirect,
  match: HttpMatchRequest,
): { uri?: StringMatch } | undefined {
  if (uri !== '') {
    return uri.includes('?') ? undefined : { uri: { exact: uri } };
  }
  if (prefixRewrite === '') {
    return {};
  }
  return match.uri?.prefix === undefined ? undefined : { uri: { prefix: prefixRewrite } };
}

/** The scheme and the port that the client comes back on. */
function listenerAfter(
  mesh: Mesh,
  object: VirtualService,
  { scheme = '', port, derivePort }: HttpRedirect,
  match: HttpMatchRequest,
): { port?: number; scheme?: StringMatch } | undefined {
  if (scheme === '') {
    return port === undefined && derivePort === undefined ? {} : undefined;
  }
  const usual = scheme === 'https' ? 443 : 80;
  const isThere = allServersFor(mesh, object).some((server) => server.port.number === usual && speaks(server, scheme));
  const isUsualPort = port === undefined || port === usual;
  const isNarrowed = (match.gateways ?? []).length > 0;
  return isThere && isUsualPort && derivePort === undefined && !isNarrowed
    ? { port: usual, scheme: { exact: scheme } }
    : undefined;
}

function speaks(server: Server, scheme: string): boolean {
  return routesOfServer(server) === 'http' && (scheme === 'https') === isTlsServer(server) && !redirectsToHttps(server);
}
