import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this package, from the package.json that is nearest above. */
export function version(folder = __dirname): string {
  try {
    const { name, version: found } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name?: string;
      version?: string;
    };
    if (name === 'cdk8s-istio' && found !== undefined) {
      return found;
    }
  } catch {
    // None here.
  }
  const above = dirname(folder);
  return above === folder ? 'unknown' : version(above);
}
