/** Replays recordings of an API server: `npm run admit -- FILE...`. Exits with 1 if the library says anything else, 2 if a file can't be read. */
import { differences, readRecordings } from './lib/admission-recording';

function main(files: readonly string[]): number {
  if (files.length === 0) {
    process.stderr.write('usage: npm run admit -- FILE...\n');
    return 2;
  }
  let [passed, failed, unreadable] = [0, 0, 0];
  for (const file of files) {
    try {
      for (const recording of readRecordings(file)) {
        const different = differences(recording);
        different.forEach((line) => process.stdout.write(`${file}: ${recording.name}: ${line}\n`));
        passed += different.length === 0 ? 1 : 0;
        failed += different.length === 0 ? 0 : 1;
      }
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      unreadable += 1;
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return unreadable > 0 ? 2 : failed > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
