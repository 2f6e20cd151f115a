import { hexOf, sha256 } from '../mesh/semantics/sha256';
import { ServerTlsSettings } from '../mesh/wire/networking';
import { AlternativeName, ParsedCertificate } from './parsed-certificate';

/**
 * Why a server that trusts the issuer of a client's certificate turns the client away all the same: its names, or its digests, are not those
 * that are listed. Undefined where it does not.
 */
export function verificationFault(tls: ServerTlsSettings, certificate: ParsedCertificate): string | undefined {
  const { subjectAltNames = [], verifyCertificateHash = [], verifyCertificateSpki = [] } = tls;
  const { alternativeNames } = certificate;
  if (
    subjectAltNames.length > 0 &&
    !subjectAltNames.some((wanted) => alternativeNames.some((name) => isNamed(name, wanted)))
  ) {
    const names = alternativeNames.map(({ value }) => value).join(', ') || 'nobody';
    return `the certificate of the client is for ${names}, and subjectAltNames lists ${subjectAltNames.join(', ')}`;
  }
  if (verifyCertificateHash.length + verifyCertificateSpki.length === 0) {
    return undefined;
  }
  const hash = hexOf(sha256(certificate.bytes));
  const key = btoa(String.fromCharCode(...sha256(certificate.keyInfo.whole)));
  const isListed =
    verifyCertificateHash.some((each) => each.replaceAll(':', '').toLowerCase() === hash) ||
    verifyCertificateSpki.includes(key);
  return isListed ? undefined : 'the certificate of the client has none of the digests that are listed';
}

/** As Envoy compares them: hosts without regard to capitals and by wildcards of the certificate, all else letter by letter. */
function isNamed({ type, value }: AlternativeName, wanted: string): boolean {
  if (type !== 'dns') {
    return value === wanted;
  }
  const [name, host] = [value.toLowerCase(), wanted.toLowerCase()];
  const dot = host.indexOf('.');
  return name === host || (name.startsWith('*.') && dot > 0 && host.slice(dot) === name.slice(1));
}
