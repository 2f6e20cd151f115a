import { execFileSync } from 'node:child_process';

/** A Go module in one version. */
export interface GoModule {
  readonly module: string;
  readonly version: string;
}

/** Downloads a module into Go's own cache, which checks its hash, and returns its folder. */
export function downloadModule({ module, version }: GoModule): string {
  // A module may ask for a newer Go than is installed, which fetches it then.
  const env = { ...process.env, GOTOOLCHAIN: 'auto' };
  const json = execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], { encoding: 'utf8', env });
  return (JSON.parse(json) as { Dir: string }).Dir;
}
