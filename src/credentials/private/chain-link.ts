import { X509Certificate } from 'node:crypto';
import { isCaThatMayNotSign } from './key-usage';

/** What is wrong between a certificate and the one after it, which is to be that of the CA that signed it. */
export enum LinkFault {
  /** It is of somebody else. */
  NOT_ISSUED,
  /** It signed the certificate, and is no CA. */
  NO_CA,
  /** It signed the certificate, and its key usage leaves that out. */
  MAY_NOT_SIGN,
}

/** What keeps clients from going on from a certificate to its issuer; undefined where nothing does. */
export function linkFault(signed: X509Certificate, issuer: X509Certificate): LinkFault | undefined {
  if (signed.issuer !== issuer.subject || !signed.verify(issuer.publicKey)) {
    return LinkFault.NOT_ISSUED;
  }
  if (!issuer.ca) {
    return isCaThatMayNotSign(issuer) ? LinkFault.MAY_NOT_SIGN : LinkFault.NO_CA;
  }
  // Key identifiers that do not fit.
  return signed.checkIssued(issuer) ? undefined : LinkFault.NOT_ISSUED;
}

/** Whether a certificate is signed by its own key. */
export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.issuer === certificate.subject && certificate.verify(certificate.publicKey);
}
