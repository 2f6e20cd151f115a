/** Puts colours of a terminal around a text. */
export type Paint = (text: string) => string;

/** What stands out, and how. */
export interface Palette {
  readonly bad: Paint;
  readonly doubtful: Paint;
  readonly good: Paint;
  readonly noted: Paint;
  readonly strong: Paint;
  readonly weak: Paint;
}

const paint =
  (code: number): Paint =>
  (text) =>
    `\u001b[${code}m${text}\u001b[0m`;
const plain: Paint = (text) => text;

const COLOURED: Palette = {
  bad: paint(31),
  doubtful: paint(33),
  good: paint(32),
  noted: paint(36),
  strong: paint(1),
  weak: paint(2),
};
const PLAIN: Palette = { bad: plain, doubtful: plain, good: plain, noted: plain, strong: plain, weak: plain };

/** The colours of a terminal, or none. */
export function paletteOf(inColour: boolean): Palette {
  return inColour ? COLOURED : PLAIN;
}
