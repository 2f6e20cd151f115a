import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs a script of this folder in a process of its own; returns what it prints. */
export async function runScript(name: string, ...args: string[]): Promise<string> {
  const script = join(__dirname, name);
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...args]);
  return stdout;
}
