import { byText } from '../kernel/text-order';
import { Origin } from '../mesh/origin';

export { byText } from '../kernel/text-order';

/** Where things were written, in the order of reading: by construct, else by file and line. */
export function byOrigin(a: Origin, b: Origin): number {
  return (
    byText(a.constructPath ?? '', b.constructPath ?? '') ||
    byText(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0)
  );
}
