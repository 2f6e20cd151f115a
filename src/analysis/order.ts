import { Origin } from '../mesh/origin';

/** Texts in the order of their code units, which is the same everywhere. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where things were written, in the order of reading: by construct, else by file and line. */
export function byOrigin(a: Origin, b: Origin): number {
  return (
    byText(a.constructPath ?? '', b.constructPath ?? '') ||
    byText(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0)
  );
}
