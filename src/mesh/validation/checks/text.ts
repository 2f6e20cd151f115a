/** How many bytes the text has in UTF-8, which is what Istio counts. */
export function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** The number as Go's `strconv.Atoi` reads it; undefined where it refuses the text. */
export function parseGoInteger(text: string): number | undefined {
  return /^[+-]?[0-9]+$/.test(text) && Math.abs(Number(text)) < 2 ** 63 ? Number(text) : undefined;
}
