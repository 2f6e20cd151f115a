import { X509Certificate } from 'node:crypto';
import { misuse } from '../../kernel/errors';
import { subjectOf } from './certificate';
import { day } from './certificate-times';
import { DER, derChildren, derOid, derTime, DerValue } from '../../kernel/der';
import { allows, KeyUsage } from './key-usage';
import { kindOf, parsePem, PemPlace, PemSource, toPem } from './pem';
import { isSignedBy, readSigned, SignedDer } from './signature-algorithm';

const LABEL = 'X509 CRL';

/** A list of the certificates that a CA has revoked. */
export interface RevocationList {
  readonly signed: SignedDer;
  readonly der: Buffer;
  /** The name of the CA, in DER. */
  readonly issuer: Uint8Array;
  /** The name of the CA, for errors. */
  readonly issuerName: string;
  readonly thisUpdate: Date;
  /** When the next list has to be there; undefined where none is announced. */
  readonly nextUpdate: Date | undefined;
}

/** The revocation lists of a PEM text; throws if it holds none, or anything else. */
export function readRevocationLists(source: PemSource): RevocationList[] {
  return parsePem(source).map((block) => {
    if (block.label !== LABEL) {
      throw misuse({
        at: source.at,
        rule: `${source.name} must hold revocation lists (CRLs) and nothing else`,
        received: kindOf(block),
        fix: 'give the list itself, in blocks that begin with -----BEGIN X509 CRL-----',
      });
    }
    const list = read(block.der);
    if (list === undefined) {
      throw misuse({
        at: source.at,
        rule: `${source.name} must hold X.509 revocation lists`,
        received: 'a block that is none',
        fix: 'look at it with `openssl crl -noout -text`, and take the list from its CA again',
      });
    }
    return list;
  });
}

/** Revocation lists as one PEM text, without what stood around them. */
export function revocationListsToPem(lists: readonly RevocationList[]): string {
  return lists.map(({ der }) => toPem(LABEL, der)).join('');
}

function read(der: Buffer): RevocationList | undefined {
  const signed = readSigned(der);
  // Version, which only the first form lacks; algorithm, issuer, times.
  const values = derChildren(signed?.body).filter(({ tag }, index) => index > 0 || tag === DER.SEQUENCE);
  const [, issuer, from, to] = values;
  const thisUpdate = from && derTime(from);
  if (signed === undefined || issuer?.tag !== DER.SEQUENCE || thisUpdate === undefined) {
    return undefined;
  }
  return {
    signed,
    der,
    issuer: issuer.whole,
    issuerName: nameOf(issuer),
    thisUpdate,
    nextUpdate: to && derTime(to),
  };
}

/** Whether the certificate is that of the CA which the list is from. */
export function isIssuedBy(list: RevocationList, authority: X509Certificate): boolean {
  return subjectDer(authority).equals(list.issuer) && isSignedBy(list.signed, authority.publicKey) !== false;
}

function subjectDer({ raw }: X509Certificate): Buffer {
  const values = derChildren(readSigned(raw)?.body);
  // Version, which only the first form lacks; number, algorithm, issuer, validity, subject.
  const [, , , , subject] = values[0]?.tag === 0xa0 ? values.slice(1) : values;
  return Buffer.from(subject?.whole ?? []);
}

const ATTRIBUTES: { readonly [oid: string]: string } = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
};

/** A name on one line: `O=Example, CN=Example CA`. */
function nameOf(name: DerValue): string {
  const attributes = derChildren(name).flatMap(derChildren).map(derChildren);
  return attributes
    .flatMap(([type, value]) =>
      value === undefined
        ? []
        : [`${ATTRIBUTES[derOid(type)] ?? derOid(type)}=${new TextDecoder().decode(value.content)}`],
    )
    .join(', ');
}

/** What is wrong with revocation lists, in words, and what to do. */
export interface RevocationFault {
  readonly problem: string;
  readonly fix: string;
}

/**
 * The first fault of revocation lists for a bundle of CAs. Once there is a list, Envoy wants a current one of each CA between a client's
 * certificate and the CA that it trusts, and that one's own, and refuses the certificate where one is missing. There may be lists of others:
 * clients send intermediate certificates themselves.
 */
export function revocationFault(
  lists: readonly RevocationList[],
  authorities: readonly X509Certificate[],
  now: Date,
): RevocationFault | undefined {
  for (const authority of authorities) {
    const own = lists.filter((list) => isIssuedBy(list, authority));
    const fault = own.length === 0 ? missingFault(authority, lists) : faultOf(authority, newest(own), now);
    if (fault !== undefined) {
      return fault;
    }
  }
  return undefined;
}

function newest(lists: readonly RevocationList[]): RevocationList {
  return [...lists].sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())[0];
}

function missingFault(authority: X509Certificate, lists: readonly RevocationList[]): RevocationFault {
  const name = subjectOf(authority);
  return lists.some(({ issuer }) => subjectDer(authority).equals(issuer))
    ? {
        problem: `a list by '${name}' that another key than that of this CA has signed`,
        fix: 'take the list of this CA, or the certificate of the CA that signed the list',
      }
    : { problem: `no list of '${name}'`, fix: 'add the list of each CA, be it empty' };
}

function faultOf(authority: X509Certificate, list: RevocationList, now: Date): RevocationFault | undefined {
  const name = subjectOf(authority);
  if (!allows(authority, KeyUsage.CRL_SIGN)) {
    return {
      problem: `a list of '${name}', whose key usage leaves out cRLSign`,
      fix: 'have the certificate of the CA issued again with cRLSign, or do without lists',
    };
  }
  if (now < list.thisUpdate) {
    return {
      problem: `a list of '${name}' that is not valid before ${day(list.thisUpdate)}`,
      fix: "wait until then, or set this machine's clock",
    };
  }
  if (list.nextUpdate !== undefined && now > list.nextUpdate) {
    return {
      problem: `a list of '${name}' that has expired on ${day(list.nextUpdate)}`,
      fix: 'take the current list from its CA',
    };
  }
  return undefined;
}

/** Throws unless there is a current list of each CA. */
export function checkRevocationLists(
  lists: readonly RevocationList[],
  authorities: readonly X509Certificate[],
  source: PemPlace,
  now: Date,
): void {
  const fault = revocationFault(lists, authorities, now);
  if (fault !== undefined) {
    throw misuse({
      at: source.at,
      rule: `${source.name} must hold a current list of each client CA, or a gateway refuses every certificate of the client`,
      received: fault.problem,
      fix: fault.fix,
    });
  }
}
