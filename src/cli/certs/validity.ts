import { InvalidArgumentError } from 'commander';
import { StoreInventory } from '../../credentials/inventory/store-inventory';
import { StoredCertificate } from '../../credentials/inventory/stored-certificate';

const DAY_MS = 86_400_000;

/** So long before its end a certificate is due, where nobody says otherwise: as credentials have it. */
export const USUAL_DAYS = 30;

/** What can be said of a certificate today. */
export type CertificateState = 'fine' | 'due' | 'expired' | 'not valid yet' | 'its CA is gone';

/** How a certificate stands, with the days in which it is due. */
export function stateOf(
  stored: StoredCertificate,
  inventory: StoreInventory,
  { now, within }: { readonly now: Date; readonly within: number },
): CertificateState {
  const { validFrom, validTo, isSelfSigned } = stored;
  if (now > validTo) {
    return 'expired';
  }
  if (now < validFrom) {
    return 'not valid yet';
  }
  if (!isSelfSigned && inventory.issuerOf(stored) === undefined) {
    return 'its CA is gone';
  }
  return daysLeft(stored, now) < within ? 'due' : 'fine';
}

/** Whole days until the end; less than 0 after it. */
export function daysLeft({ validTo }: StoredCertificate, now: Date): number {
  return Math.floor((validTo.getTime() - now.getTime()) / DAY_MS);
}

/** A number of days of an option. */
export function days(text: string): number {
  if (!/^\d{1,5}$/.test(text)) {
    throw new InvalidArgumentError('It has to be a whole number of days.');
  }
  return Number(text);
}
