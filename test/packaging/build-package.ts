import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** What the compiled package is made of. */
const SOURCES = [
  'src',
  'imports',
  'bin',
  'scripts/bundle.ts',
  'scripts/lib',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.jsii.json',
  'README.md',
  'LICENSE',
];

/** Compiles the package with jsii and bundles it, unless the bundle, which is made last, is newer than all sources. */
export function buildPackage(): void {
  const bundle = join(ROOT, 'lib/index.js');
  const newest = Math.max(...SOURCES.map((source) => lastChange(join(ROOT, source))));
  if (existsSync(join(ROOT, '.jsii')) && existsSync(bundle) && statSync(bundle).mtimeMs > newest) {
    return;
  }
  execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: 'pipe' });
}

/** When a file, or the newest file below a folder, was changed. */
function lastChange(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    return stat.mtimeMs;
  }
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((entry) => lastChange(join(path, entry))));
}
