import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly devDependencies?: { readonly [name: string]: string };
  readonly peerDependencies?: { readonly [name: string]: string };
}

/** The folder of this package: the nearest above whose package.json has its name. */
function rootAbove(folder: string): string {
  if (manifestIn(folder).name === 'cdk8s-istio') {
    return folder;
  }
  const above = dirname(folder);
  if (above === folder) {
    throw new Error(`no package cdk8s-istio is above ${__filename}`);
  }
  return rootAbove(above);
}

function manifestIn(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return {};
  }
}

/** The package.json of this package. */
export function manifest(): Manifest {
  return manifestIn(rootAbove(__dirname));
}

/** The version of this package. */
export function version(): string {
  return manifest().version ?? 'unknown';
}

/** The file by which this package is loaded: compiled, unless the command itself runs from its sources. */
export function libraryFile(): string {
  return join(rootAbove(__dirname), extname(__filename) === '.ts' ? 'src/index.ts' : 'lib/index.js');
}

/** Loads a module, or one of a package, when it is needed. */
export const load: (module: string) => object = createRequire(__filename);

/** The file of a package that is installed beside this one. */
export function fileOfPackage(name: string): string {
  return createRequire(__filename).resolve(name);
}
