import { SECRET } from '../mesh/kinds';
import { GatewayServer } from '../mesh/index/gateway-listener';
import { gatewayPlacesOf } from '../mesh/index/gateway-places';
import { CA_SUFFIX } from '../mesh/index/credential-names';
import { holdersElsewhere } from '../mesh/index/secret-holders';
import { ServerCredential, serverCredential } from '../mesh/index/server-credential';
import { Mesh } from '../mesh/mesh';
import { MeshObject } from '../mesh/mesh-object';
import { textAt } from '../mesh/wire/json';
import { ServerTlsSettings } from '../mesh/wire/networking';
import { isSameCertificate, trustIn } from './certificate-trust';
import { verificationFault } from './client-verification';
import { certificatesIn, ParsedCertificate } from './parsed-certificate';
import { Outcome } from './request-trace';
import { connectionLog, failedConnection } from './outcomes';
import { Request } from './request';

/** What a TLS handshake with a server comes to. */
export interface Handshake {
  readonly credential: ServerCredential | undefined;
  /** How the connection ends, where it fails. */
  readonly failure?: Outcome;
  readonly notes: readonly string[];
}

const KEY_PAIRS = [
  ['tls.crt', 'tls.key'],
  ['cert', 'key'],
] as const;
const CA_KEYS = ['ca.crt', 'cacert'];

/** The TLS handshake of a client with a server that ends TLS. */
export function handshake(request: Request, mesh: Mesh, placed: GatewayServer, namespace: string): Handshake {
  const { server } = placed;
  const { mode } = server.tls ?? {};
  if (mode === 'ISTIO_MUTUAL') {
    const failure = failedConnection('closed', 'the server only takes clients with a certificate of the mesh');
    return { credential: undefined, failure, notes: [] };
  }
  const credential = serverCredential(mesh, server, namespace);
  if (credential === undefined) {
    return { credential: undefined, notes: ['The certificate is a file of the gateway, which manifests do not show'] };
  }
  if (credential.object === undefined && mayBeElsewhere(mesh, placed, credential)) {
    const notes = [`Secret ${credential.secret} is not among the manifests: that it holds a certificate is a guess`];
    return { credential, notes };
  }
  if (credential.object === undefined || !holdsKeyPair(credential.object)) {
    const reason =
      credential.object === undefined
        ? `there is no Secret ${credential.secret} for the server${holdersElsewhere(mesh, nameOf(credential))}`
        : `Secret ${credential.secret} does not hold a certificate with its key`;
    return { credential: undefined, failure: failedConnection('tls-error', reason), notes: [] };
  }
  if (mode !== 'MUTUAL' && mode !== 'OPTIONAL_MUTUAL') {
    return { credential, notes: [] };
  }
  return { credential, ...clientCheck(request, mesh, credential, server.tls ?? {}) };
}

/** Of a part of what a cluster has, without any Secret there nor one of this name at a wrong place, nobody can say that it is missing. */
function mayBeElsewhere(mesh: Mesh, { gateway }: GatewayServer, { secret }: ServerCredential): boolean {
  const [owner = '', name = ''] = secret.split('/');
  return (
    mesh.isPartial &&
    mesh.all(SECRET).every(({ namespace }) => namespace !== owner) &&
    gatewayPlacesOf(mesh).outside([owner], gateway.spec.selector ?? {}, name).length === 0
  );
}

function nameOf({ secret }: ServerCredential): string {
  return secret.slice(secret.indexOf('/') + 1);
}

function holdsKeyPair(object: MeshObject): boolean {
  return isUnknown(object) || KEY_PAIRS.some((keys) => keys.every((key) => (entryOf(object, key) ?? '') !== ''));
}

/** Of a Secret that somebody else makes it is not known what it holds. */
function isUnknown({ kind, isAssumed }: MeshObject): boolean {
  return isAssumed || kind !== SECRET.kind;
}

function entryOf({ manifest }: MeshObject, key: string): string | undefined {
  const data = textAt(manifest, 'data', key);
  return textAt(manifest, 'stringData', key) ?? (data === undefined ? undefined : decoded(data));
}

function decoded(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

function clientCheck(
  request: Request,
  mesh: Mesh,
  { object, secret }: ServerCredential,
  tls: ServerTlsSettings,
): Pick<Handshake, 'failure' | 'notes'> {
  const authority = object === undefined || isUnknown(object) ? undefined : authorityOf(mesh, object);
  if (authority === undefined && object !== undefined && !isUnknown(object)) {
    const apart = holdersElsewhere(mesh, object.name + CA_SUFFIX);
    const reason = `Secret ${secret} holds no CA to check clients by${apart}`;
    return { failure: failedConnection('tls-error', reason), notes: [] };
  }
  const shown = request.clientCertificate;
  if (shown === undefined) {
    return tls.mode === 'MUTUAL'
      ? { failure: failedConnection('closed', 'the client shows no certificate'), notes: [] }
      : { notes: [] };
  }
  const chain = certificatesIn(shown);
  const authorities = authority === undefined ? undefined : certificatesIn(authority);
  const trust = authorities === undefined ? 'unknown' : trustIn(chain, authorities);
  const fault = chain.length === 0 || trust === 'no' ? UNTRUSTED : clientFault(chain[0], authorities, tls);
  return fault === undefined
    ? { notes: trust === 'unknown' ? [UNKNOWN_TRUST] : [] }
    : { failure: failedConnection('closed', fault), notes: [] };
}

const UNTRUSTED = 'the gateway does not trust the certificate of the client';
const UNKNOWN_TRUST = 'Whether the gateway trusts the certificate of the client is not known';

/** Why a certificate that is trusted is turned away; a CA's own stands for any client that it vouches for, whatever the names. */
function clientFault(
  certificate: ParsedCertificate,
  authorities: readonly ParsedCertificate[] | undefined,
  tls: ServerTlsSettings,
): string | undefined {
  const isAuthority = authorities?.some((each) => isSameCertificate(each, certificate));
  return isAuthority === true ? undefined : verificationFault(tls, certificate);
}

/** The CA by whose certificates a server checks its clients, as PEM; undefined where it checks none, or where it is not known. */
export function clientAuthority(mesh: Mesh, { server }: GatewayServer, namespace: string): string | undefined {
  const mode = server.tls?.mode;
  const object =
    mode === 'MUTUAL' || mode === 'OPTIONAL_MUTUAL' ? serverCredential(mesh, server, namespace)?.object : undefined;
  return object === undefined || isUnknown(object) ? undefined : authorityOf(mesh, object);
}

function authorityOf(mesh: Mesh, secret: MeshObject): string | undefined {
  const beside = mesh.get(SECRET, secret.namespace, secret.name + CA_SUFFIX);
  return [
    ...CA_KEYS.map((key) => entryOf(secret, key)),
    ...(beside === undefined ? [] : CA_KEYS.map((key) => entryOf(beside, key))),
  ].find((text) => text !== undefined && text !== '');
}

/** The end of a connection that no filter chain takes. */
export function noFilterChain(request: Request, reason: string): Outcome {
  const log = connectionLog(request, { flags: 'NR', details: 'filter_chain_not_found' });
  return failedConnection(request.isTls ? 'tls-error' : 'closed', reason, log);
}
