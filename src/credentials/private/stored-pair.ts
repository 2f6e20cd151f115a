import { createHash } from 'node:crypto';
import { KeyPair } from './key-pair';
import { toPem } from './pem';
import type { PemPair } from './x509';

/** A key and certificate as the store has them, with what it takes to know whether they are still good. */
export interface StoredPair extends PemPair {
  /** In milliseconds. */
  readonly validFrom: number;
  readonly validTo: number;
}

const CHECKED =
  /^(?<about>[^\n]*\n)(?<key>-----BEGIN [^]*?)(?<certificate>-----BEGIN CERTIFICATE-----[^]*?)Checked: (?<from>\d+) (?<to>\d+) (?<seal>[0-9a-f]{64})\n$/;

/**
 * The text of an entry. It ends with a checksum over the entry and what it is for, made after everything was checked: reading a key takes
 * OpenSSL ten times as long as all the rest of an entry, so one that is as it was written is not checked again.
 */
export function writeStoredPair(about: string, { privateKey, certificate, ...valid }: StoredPair, id: string): string {
  const text = `${about}\n${privateKey}${certificate}Checked: ${valid.validFrom} ${valid.validTo} `;
  return `${text}${sealOf(text, id)}\n`;
}

/** What an entry holds that is as it was written for this; undefined for any other, which may be good or not. */
export function readStoredPair(text: string, id: string): StoredPair | undefined {
  const parts = CHECKED.exec(text)?.groups;
  if (parts === undefined || sealOf(text.slice(0, text.length - parts.seal.length - 1), id) !== parts.seal) {
    return undefined;
  }
  return {
    privateKey: parts.key,
    certificate: parts.certificate,
    validFrom: Number(parts.from),
    validTo: Number(parts.to),
  };
}

/** The first certificate of a pair that was read and checked, and its key. */
export function storedPairOf({ chain: [leaf], privateKey }: KeyPair): StoredPair {
  return {
    privateKey: privateKey.pem,
    certificate: toPem('CERTIFICATE', leaf.raw),
    validFrom: Date.parse(leaf.validFrom),
    validTo: Date.parse(leaf.validTo),
  };
}

function sealOf(text: string, id: string): string {
  return createHash('sha256').update(`${id}\n${text}`).digest('hex');
}
