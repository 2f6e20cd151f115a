/** Texts in the order of their code units, which is the same everywhere: for `sort()`. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
