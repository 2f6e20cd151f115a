import { HttpFacts } from '../../mesh/semantics/request-match';
import { normalizePath } from '../../mesh/semantics/uri-path';
import { JsonObject } from '../../mesh/wire/json';
import { Request } from '../../simulation/request';
import { hostAndPort } from '../../simulation/url';
import { Draft, PLAIN_DRAFT, targetOf } from '../witness/draft';
import { ClientPair, Side } from './client-pair';

/** Where requests for a host come into a mesh. */
export interface Entrance {
  readonly clients: ClientPair;
  readonly scheme: 'http' | 'https' | 'tcp' | 'tls';
  readonly port: number;
  /** The host as routes have it; maybe a wildcard. */
  readonly domain: string;
  /** A name that it stands for. */
  readonly host: string;
  /** The server name of the TLS handshake, where it is another than the host. */
  readonly sni?: string;
  /** The certificate that the client shows, as PEM. */
  readonly clientCertificate?: string;
  /** What a token has to have besides its claims, for one to be accepted. */
  readonly token?: TokenForm;
}

/** How a token is sent so that it is accepted. */
export interface TokenForm {
  readonly issuer: string;
  readonly audience?: string;
  readonly header: string;
  readonly prefix: string;
}

/** Whether requests, rather than connections, are told apart. */
export function carriesHttp({ scheme }: Entrance): boolean {
  return scheme === 'http' || scheme === 'https';
}

/** The request that a draft is at an entrance to one of the meshes. */
export function requestAt(entrance: Entrance, draft: Draft, side: Side): Request {
  const { clients, scheme, port, host, sni } = entrance;
  const url = `${scheme}://${hostAndPort(scheme, host, port)}${carriesHttp(entrance) ? targetOf(draft) : ''}`;
  const { authority, claims } = draft;
  return Request.of(url, {
    from: clients[side],
    method: draft.method,
    headers: {
      ...Object.fromEntries(draft.headers),
      ...(authority === undefined ? {} : { host: authority }),
      ...(claims === undefined || entrance.token === undefined ? {} : tokenHeader(entrance.token, claims)),
    },
    sni,
    clientCertificate: entrance.clientCertificate,
    sourceIp: draft.sourceIp,
  });
}

/** What drafts are to conditions at an entrance. */
export function factsAt(entrance: Entrance): (draft: Draft) => HttpFacts {
  const { isTls, authority } = requestAt(entrance, PLAIN_DRAFT, 'after');
  const paths = new Map<string, string>();
  return (draft) => {
    const path = paths.get(draft.path) ?? normalizePath(draft.path);
    paths.set(draft.path, path);
    const query = targetOf(draft).slice(draft.path.length);
    const { method, headers, claims } = draft;
    return {
      path,
      query,
      method,
      scheme: isTls ? 'https' : 'http',
      authority: draft.authority ?? authority,
      headers,
      claims,
    };
  };
}

function tokenHeader(
  { issuer, audience, header, prefix }: TokenForm,
  claims: JsonObject,
): { readonly [name: string]: string } {
  const payload = { iss: issuer, ...(audience === undefined ? {} : { aud: audience }), ...claims };
  // Signed by nobody: of other kinds of keys than RSA the simulation takes signatures for valid.
  return { [header]: `${prefix}${[{ alg: 'ES256', typ: 'JWT' }, payload].map(encoded).join('.')}.` };
}

function encoded(value: object): string {
  const ascii = JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return btoa(ascii).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
