import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Stands for `#page`, which is made when the package is built: here it is made of the sources as they are. */
const program =
  "require('./scripts/lib/bundle-page').bundlePage().then((page) => process.stdout.write(JSON.stringify(page)));";
const made = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', program], {
  cwd: join(__dirname, '../..'),
  encoding: 'utf8',
  maxBuffer: 1e8,
});

module.exports = JSON.parse(made) as unknown;
