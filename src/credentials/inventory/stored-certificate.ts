import { X509Certificate } from 'node:crypto';
import { isSelfSigned } from '../private/chain-link';
import { allowsAs, ExtendedKeyUsage } from '../private/key-usage';
import { dnsNamesOf } from '../private/san';

/** What a certificate of the store is for. */
export type StoredKind = 'ca' | 'server' | 'client';

/** A key and certificate that the store keeps, as far as everybody may know it. */
export interface StoredCertificate {
  /** The name in its folder. */
  readonly file: string;
  /** The file. */
  readonly path: string;
  /** `namespace.name` of the Secret; `local-ca.name` and `client.name` of what is no Secret. */
  readonly name: string;
  /** What it is for, in words: `Secret shop-credential in namespace istio-system`. */
  readonly purpose: string;
  /** Whether a CA, a server or a client shows it. */
  readonly kind: StoredKind;
  /** The certificate itself. */
  readonly certificate: X509Certificate;
  /** The DNS names that it is for. */
  readonly dnsNames: readonly string[];
  /** Whether its own key signed it. */
  readonly isSelfSigned: boolean;
  /** Since when it is valid. */
  readonly validFrom: Date;
  /** Until when it is valid. */
  readonly validTo: Date;
}

/** A file of the store that can't be used. */
export interface UnusableEntry {
  /** The name in its folder. */
  readonly file: string;
  /** The file. */
  readonly path: string;
  /** `damaged` of one that was kept aside before. */
  readonly state: 'refused' | 'damaged';
  /** What is wrong, and what to do. */
  readonly reason: string;
}

/** A certificate as the store has it, from the text of its entry. */
export function storedCertificate(
  place: { readonly file: string; readonly path: string; readonly name: string },
  text: string,
  certificate: X509Certificate,
): StoredCertificate {
  const isServer = allowsAs(certificate, ExtendedKeyUsage.SERVER_AUTH);
  return {
    ...place,
    purpose: /^For (.*)\. Delete this file /.exec(text)?.[1] ?? place.name,
    kind: certificate.ca ? 'ca' : isServer ? 'server' : 'client',
    certificate,
    dnsNames: dnsNamesOf(certificate.subjectAltName),
    isSelfSigned: isSelfSigned(certificate),
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
  };
}
