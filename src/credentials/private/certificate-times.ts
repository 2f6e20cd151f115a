import { randomBytes } from 'node:crypto';
import { Duration } from 'cdk8s';
import { misuse } from '../../kernel/errors';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const LONGEST_VALIDITY = 100 * 365 * DAY;

/** Clocks of clients that are late by this much find a certificate valid all the same. */
const CLOCK_SKEW = HOUR;

/** The day of a time, in UTC, for messages. */
export function day(date: Date): string {
  return Number.isNaN(date.getTime()) ? 'a day that is none' : date.toISOString().slice(0, 10);
}

/** The time that a certificate is to be valid for, in milliseconds; throws where it is out of range. */
export function checkValidFor(validFor: Duration, at: string): number {
  const millis = validFor.toMilliseconds();
  if (millis < DAY || millis > LONGEST_VALIDITY) {
    throw misuse({
      at,
      rule: 'validFor must be from 1 day to 36500 days',
      received: validFor.toIsoString(),
      fix: 'give a duration such as Duration.days(365)',
    });
  }
  return millis;
}

/** How long before its end a certificate is made again, in milliseconds; a third of `validFor` or the default where that is less. */
export function checkRenewBefore(
  renewBefore: Duration | undefined,
  validFor: number,
  at: string,
  byDefault = 30 * DAY,
): number {
  const millis = renewBefore?.toMilliseconds() ?? Math.min(byDefault, Math.floor(validFor / 3));
  if (millis > validFor - HOUR) {
    throw misuse({
      at,
      rule: 'renewBefore must be shorter than validFor by an hour at least, or each synth would make a new certificate',
      received: renewBefore?.toIsoString(),
      fix: `leave it out for ${byDefault / DAY} days or a third of validFor`,
    });
  }
  return millis;
}

/** What each new certificate has: when it is valid, and a serial number that is positive, without a leading zero, and new. */
export function freshFields(now: Date, validFor: number) {
  const serialNumber = randomBytes(16);
  serialNumber[0] = (serialNumber[0] & 0x7f) | 0x40;
  return {
    notBefore: new Date(now.getTime() - CLOCK_SKEW),
    notAfter: new Date(now.getTime() + validFor),
    serialNumber,
  };
}
