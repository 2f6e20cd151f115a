/** The widths of Helvetica, and of the fonts that are made like it, in thousandths of the font's size: from space to tilde. */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];
const FIRST = 32;
const OTHER = 650;
const WIDE = 1000;
/** Letters that take a square: of East Asia, and pictures. */
const WIDE_LETTER =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const BOLD = 1.08;
const ELLIPSIS = '…';

/** About how wide a text is, in the unit of its font's size. Nobody has to have a browser for it. */
export function textWidth(text: string, size: number, isBold = false): number {
  let sum = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    sum += WIDTHS[code - FIRST] ?? (WIDE_LETTER.test(letter) ? WIDE : OTHER);
  }
  return (sum * size * (isBold ? BOLD : 1)) / 1000;
}

/** The text, cut where it would be too wide. */
export function fitted(text: string, width: number, size: number, isBold = false): string {
  if (textWidth(text, size, isBold) <= width) {
    return text;
  }
  let fitting = '';
  for (const letter of text) {
    if (textWidth(fitting + letter + ELLIPSIS, size, isBold) > width) {
      break;
    }
    fitting += letter;
  }
  return fitting.trimEnd() + ELLIPSIS;
}
