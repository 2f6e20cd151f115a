import { StoreInventory } from '../../credentials/inventory/store-inventory';
import { StoredCertificate } from '../../credentials/inventory/stored-certificate';
import { CertificateState, daysLeft } from './validity';

/** A certificate for programs; of its key nothing is told. */
export function certificateJson(
  stored: StoredCertificate,
  inventory: StoreInventory,
  { now, state }: { readonly now: Date; readonly state: CertificateState },
): object {
  const { name, purpose, kind, dnsNames, certificate, validFrom, validTo, file } = stored;
  return {
    name,
    purpose,
    kind,
    dnsNames,
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    signedBy: signedBy(stored, inventory),
    validFrom: validFrom.toISOString(),
    validTo: validTo.toISOString(),
    daysLeft: daysLeft(stored, now),
    state,
    serialNumber: certificate.serialNumber,
    sha256: certificate.fingerprint256,
    keyBits: certificate.publicKey.asymmetricKeyDetails?.modulusLength,
    file,
  };
}

/** Who signed a certificate: itself, or a CA by its name. */
export function signedBy(stored: StoredCertificate, inventory: StoreInventory): string {
  return stored.isSelfSigned ? 'itself' : (inventory.issuerOf(stored)?.name ?? oneLine(stored.certificate.issuer));
}

function oneLine(name: string): string {
  return name.replaceAll('\n', ', ');
}
