import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';

/** A compiled file. */
export interface CompiledModule {
  /** The files that run before it does, by their paths in lib; not those that it loads later. */
  readonly imports: readonly string[];
  /** The packages and modules of Node that are loaded before it runs. */
  readonly packages: readonly string[];
  /** The names of what it exports. */
  readonly exports: readonly string[];
}

/** What jsii compiled of the sources below a folder, by the paths in lib; that of sources which are gone may still lie there. */
export async function readModules(lib: string, sources: string): Promise<ReadonlyMap<string, CompiledModule>> {
  const files = fs
    .readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /^(src|imports)\/.*\.js$/.test(file))
    .filter((file) => fs.existsSync(path.join(sources, file.replace(/\.js$/, '.ts'))))
    .sort();
  const { metafile } = await build({
    entryPoints: files,
    absWorkingDir: lib,
    outbase: lib,
    outdir: lib,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    external: ['#page'],
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  return new Map(
    files.map((file) => {
      const imports = metafile.inputs[file].imports.filter(({ kind }) => kind === 'import-statement');
      return [
        file,
        {
          imports: imports.filter(({ external }) => external !== true).map((each) => each.path),
          packages: imports.filter(({ external }) => external === true).map((each) => each.path),
          exports: metafile.outputs[file].exports,
        },
      ];
    }),
  );
}

/** Files and all that runs before them. */
export function closureOf(
  entries: readonly string[],
  modules: ReadonlyMap<string, CompiledModule>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (!found.has(file)) {
      found.add(file);
      modules.get(file)?.imports.forEach(add);
    }
  };
  entries.forEach((file) => {
    if (!modules.has(path.posix.normalize(file))) {
      throw new Error(`Nothing is compiled to lib/${file}`);
    }
    add(file);
  });
  return found;
}
