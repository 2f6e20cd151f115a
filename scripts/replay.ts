/**
 * Replays recorded traffic cases: `npm run replay -- FILE...`. Prints each field in which the simulation differs from a recording. Exits with 0
 * where all requests agree, 1 where some do not, 2 where a file is no case.
 */
import { readFileSync } from 'node:fs';
import { replayCase } from './lib/replay-case';
import { parseCase } from './lib/traffic-case';

const USAGE = 'usage: npm run replay -- FILE...\n';

function main(files: readonly string[]): number {
  if (files.length === 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  let [passed, failed, unreadable] = [0, 0, 0];
  for (const file of files) {
    try {
      for (const { request, differences } of replayCase(file, parseCase(readFileSync(file, 'utf8')))) {
        passed += differences.length === 0 ? 1 : 0;
        failed += differences.length === 0 ? 0 : 1;
        for (const { field, expected, got } of differences) {
          process.stdout.write(`${file}: ${request.name}: ${field}: expected ${shown(expected)}, got ${shown(got)}\n`);
        }
      }
    } catch (error) {
      unreadable += 1;
      process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return unreadable > 0 ? 2 : failed > 0 ? 1 : 0;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

process.exitCode = main(process.argv.slice(2));
