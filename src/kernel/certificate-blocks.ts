const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g;

/** The certificates in a text, in PEM, without what else is in it: a key, for instance. */
export function certificateBlocks(text: string): string {
  return Array.from(text.matchAll(BLOCK), ([block]) => `${block}\n`).join('');
}

/** What stands between their lines, in base64 without white space. */
export function certificateBodies(text: string): string[] {
  return Array.from(text.matchAll(BLOCK), ([, body]) => body.replace(/\s/g, ''));
}
