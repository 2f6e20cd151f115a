import { inspect } from 'node:util';
import { KeyDetector } from './misplaced-key';

/** Hands texts with parts of a key to something that has to refuse most of them, and looks for the key in what it says. */
export function expectSecrecy(texts: readonly string[], use: (text: string) => unknown, detector: KeyDetector): void {
  let failures = 0;
  for (const text of texts) {
    try {
      use(text);
    } catch (error) {
      failures += 1;
      expect(detector.find(inspect(error, { depth: 9, showHidden: true }))).toBeUndefined();
      expect(detector.find(String((error as Error).stack))).toBeUndefined();
    }
  }
  expect(failures).toBeGreaterThan(texts.length / 2);
}
