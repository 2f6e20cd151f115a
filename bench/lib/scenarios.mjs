import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', 'scenarios');
const load = createRequire(import.meta.url);

/**
 * All scenarios by name. Each is a file that exports `title` and `run({ count, outdir, certificateFile, keyFile })`. One that has
 * `against` is a row of the result: it is compared with the scenario of that name, or of each of those names, for each of its `counts`, `rounds` times; if it
 * `renders`, both have to render the same bytes. `prepare` of the row is called once before them, with the same input.
 */
export function readScenarios() {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.cjs'));
  return new Map(
    files.map((file) => [basename(file, '.cjs'), { counts: [1], rounds: 5, ...load(join(FOLDER, file)), file: join(FOLDER, file) }]),
  );
}
