import { Mesh } from '../../mesh/mesh';
import { MeshObject } from '../../mesh/mesh-object';
import { HttpVersion } from '../../simulation/http-version';
import { Request, RequestOptions } from '../../simulation/request';
import { parseUrl } from '../../simulation/url';
import { entranceFor } from './entrance';
import { Scheme, TrafficCase } from './traffic-case';

/** A request of a case, and what has to be there for it besides the manifests. */
export interface CaseSending {
  readonly request: Request;
  readonly assumed: readonly MeshObject[];
}

/** All requests of a case: every combination of its lists. */
export function unfold(each: TrafficCase, mesh: Mesh): readonly CaseSending[] {
  const { url, authority = [], method = [undefined], uri = ['/'] } = each.request;
  const targets =
    url === undefined
      ? uri.flatMap((path) => authority.map((name) => ({ name, path })))
      : url.map((text) => ({ text }));
  return targets.flatMap((target) =>
    method.map((verb) =>
      'text' in target ? byUrl(each, mesh, target.text, verb) : byAuthority(each, mesh, target, verb),
    ),
  );
}

function byUrl(each: TrafficCase, mesh: Mesh, text: string, method: string | undefined): CaseSending {
  const parts = parseUrl(text);
  const entrance =
    parts &&
    entranceFor(mesh, { host: parts.host, client: each.from, scheme: parts.scheme as Scheme, port: parts.port });
  const options = { ...optionsOf(each, method), from: entrance?.client };
  return { request: requestTo(text, options), assumed: entrance?.assumed ?? [] };
}

function byAuthority(
  each: TrafficCase,
  mesh: Mesh,
  { name, path }: { readonly name: string; readonly path: string },
  method: string | undefined,
): CaseSending {
  const [, host, written] = /^(.*?)(?::([0-9]{1,5}))?$/s.exec(name) ?? [];
  const { scheme, port = written === undefined ? undefined : Number(written) } = each.request;
  const entrance = entranceFor(mesh, { host, client: each.from, scheme, port });
  const { headers, ...others } = optionsOf(each, method);
  const url = `${entrance.scheme}://${host}:${entrance.port}${path}`;
  const options = { ...others, headers: { host: name, ...headers }, from: entrance.client };
  return { request: requestTo(url, options), assumed: entrance.assumed };
}

function optionsOf({ request }: TrafficCase, method: string | undefined): RequestOptions {
  const { headers = {}, sni, httpVersion, clientCertificate, sourceIp } = request;
  return {
    headers,
    sni,
    clientCertificate,
    sourceIp,
    ...(method === undefined ? {} : { method }),
    ...(httpVersion === undefined ? {} : { httpVersion: httpVersion as HttpVersion }),
  };
}

function requestTo(url: string, options: RequestOptions): Request {
  return /^grpc:/i.test(url) ? Request.grpc(url, options) : Request.of(url, options);
}
