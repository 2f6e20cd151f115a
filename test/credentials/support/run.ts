import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';

/** For tests that start processes: nothing is said of how long these take, least of all on a machine that does other things as well. */
export const PROCESSES_TAKE_TIME = 120_000;

/** Runs a script of this folder in a process of its own; returns what it prints. */
export function runScript(name: string, ...args: string[]): Promise<string> {
  return run('--import', 'tsx', join(__dirname, name), ...args);
}

/** Compiles a script of this folder, with all that it needs, into one file in another: it starts in a tenth of the time. */
export function bundle(name: string, folder: string): string {
  const outfile = join(folder, name.replace('.ts', '.cjs'));
  buildSync({ entryPoints: [join(__dirname, name)], outfile, bundle: true, platform: 'node', logLevel: 'error' });
  return outfile;
}

/** Runs what `bundle` made in a process of its own; returns what it prints. */
export function runBundle(script: string, ...args: string[]): Promise<string> {
  return run(script, ...args);
}

async function run(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout;
}
