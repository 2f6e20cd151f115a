import * as fs from 'node:fs';
import * as path from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { INSTALLED, packagesIn } from './bundled-packages';
import { type Division, RUN_AS_A_WHOLE } from './divide-modules';
import { type CompiledModule } from './module-graph';

/** Something that a file exports. */
export interface ExportedName {
  readonly file: string;
  readonly name: string;
}

/** What a file exports. */
export type Exports = Readonly<Record<string, unknown>>;

export interface Bundle {
  readonly code: string;
  /** The packages that became part of it. */
  readonly packages: readonly string[];
}

/** What all bundles for Node have in common. */
export const NODE_BUNDLE = {
  bundle: true,
  // Names stay, for whoever has to read a stack, and lines short: Node shows the one that throws.
  minifyWhitespace: true,
  lineLimit: 160,
  platform: 'node',
  target: 'node20',
  external: [...INSTALLED, '#page'],
  // Ours to name in one place, with the licences.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  write: false,
} as const satisfies BuildOptions;

/**
 * Finds what other bundles have there, when it is asked for; `root` is what the paths of bundled files are below of. What import statements
 * take of `whole` modules is asked for at once, as variables of the one scope that all files share.
 */
export function across(
  own: string,
  division: Division,
  root: string,
  whole?: ReadonlyMap<string, CompiledModule>,
): Plugin {
  return {
    name: 'across',
    setup: (bundler) => {
      bundler.onResolve({ filter: /./ }, ({ path: asked, resolveDir, namespace, kind }) => {
        if (namespace.startsWith('across')) {
          return { path: asked, external: true };
        }
        const from = asked.startsWith('.') ? path.relative(root, path.join(resolveDir, asked)) : asked;
        const file = [from, `${from}.js`, path.join(from, 'index.js')].find((each) => division.has(each)) ?? '';
        const bundle = division.get(file);
        if (bundle === undefined || bundle === own) {
          return undefined;
        }
        return { path: file, namespace: whole?.has(file) && kind === 'import-statement' ? 'across-at-once' : 'across' };
      });
      const loaded = (file: string): string =>
        `require('./${division.get(file) ?? ''}').load(${JSON.stringify(file)})`;
      bundler.onLoad({ filter: /./, namespace: 'across' }, ({ path: file }) => ({
        contents: `module.exports = ${loaded(file)};`,
      }));
      bundler.onLoad({ filter: /./, namespace: 'across-at-once' }, ({ path: file }) => ({
        contents: `export const { ${whole?.get(file)?.exports.join(', ') ?? ''} } = ${loaded(file)};`,
      }));
    },
  };
}

/** One of the bundles into which what jsii compiled is divided. `renamed` are classes of it that would be called otherwise than in their files. */
export async function bundleLibrary(
  own: string,
  division: Division,
  modules: ReadonlyMap<string, CompiledModule>,
  lib: string,
  renamed: readonly ExportedName[] = [],
): Promise<Bundle> {
  const files = [...division.keys()].filter((file) => division.get(file) === own);
  const isWhole = RUN_AS_A_WHOLE.includes(own);
  const { outputFiles, metafile } = await build({
    ...NODE_BUNDLE,
    stdin: { contents: isWhole ? wholeEntry(files, modules, renamed) : entry(files), resolveDir: lib },
    plugins: isWhole ? [across(own, division, lib, modules)] : [across(own, division, lib), oneByOne(lib)],
    banner: { js: '// Made from lib/src and lib/imports by scripts/bundle.ts.' },
  });
  const text = inAscii(outputFiles[0].text);
  const code = isWhole ? text : withClassNames(text);
  if (isWhole && code.includes('__esm(')) {
    throw new Error(`${own} runs as a whole, but a file of it is loaded by require() in another of its files`);
  }
  return { code, packages: packagesIn(metafile) };
}

/**
 * Writes what esbuild leaves of other letters, in regular expressions, as numbers: one of them doubles the memory that V8 takes for the whole
 * text, and it is slower to read.
 */
function inAscii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Runs all files at once, in the order of their imports. */
function wholeEntry(
  files: readonly string[],
  modules: ReadonlyMap<string, CompiledModule>,
  renamed: readonly ExportedName[],
): string {
  const exportsOf = files.map((file) => [file, modules.get(file)?.exports ?? []] as const);
  const imports = exportsOf.map(([file, names], i) => {
    const aliased = names.map((name, j) => `${name} as e${i}_${j}`);
    return `import { ${aliased.join(', ')} } from ${JSON.stringify(`./${file}`)};`;
  });
  const loaders = exportsOf.map(
    ([file, names], i) => `${JSON.stringify(file)}: () => ({ ${names.map((name, j) => `${name}: e${i}_${j}`).join(', ')} }),`,
  );
  const names = renamed.map(({ file, name }) => {
    const i = files.indexOf(file);
    const alias = `e${i}_${exportsOf[i][1].indexOf(name)}`;
    return `Object.defineProperty(${alias}, 'name', { value: ${JSON.stringify(name)}, configurable: true });`;
  });
  return `${imports.join('\n')}
const modules = {\n${loaders.join('\n')}\n};
const loaded = {};
export const load = (file) => (loaded[file] ??= modules[file]());
${names.join('\n')}
`;
}

/** Runs a file when it is asked for. */
function entry(files: readonly string[]): string {
  const loaders = files.map((file) => {
    const asked = /^(src|imports)\//.test(file) ? `./${file}` : file;
    return `${JSON.stringify(file)}: () => require(${JSON.stringify(asked)}),`;
  });
  return `const modules = {\n${loaders.join('\n')}\n};\nexports.load = (file) => modules[file]();\n`;
}

/** Keeps files apart, as modules of CommonJS are. */
function oneByOne(lib: string): Plugin {
  return {
    name: 'one-by-one',
    setup: (bundler) => {
      bundler.onLoad({ filter: /\.js$/ }, ({ path: file }) =>
        /^(src|imports)[\\/]/.test(path.relative(lib, file))
          ? {
              contents: transpileModule(fs.readFileSync(file, 'utf8'), {
                compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
              }).outputText,
            }
          : undefined,
      );
    },
  };
}

/**
 * Classes of a bundle that runs as a whole whose names are not those of their files: bundling renames what two files have by one name, and
 * classes that name themselves.
 */
export function renamedClasses(
  loaded: (file: string) => Exports,
  files: readonly string[],
): ExportedName[] {
  return files.flatMap((file) =>
    Object.entries(loaded(file))
      .filter(([name, value]) => isClass(value) && value.name !== name)
      .map(([name]) => ({ file, name })),
  );
}

function isClass(value: unknown): value is { readonly name: string } {
  return typeof value === 'function' && Function.prototype.toString.call(value).startsWith('class');
}

/**
 * Gives classes that name themselves their names back, which bundling puts a `_` before. esbuild could keep all names, but then sets that
 * of each function whenever one is made, which costs a map of its own for every closure.
 */
function withClassNames(code: string): string {
  const renamed = new Set(Array.from(code.matchAll(/=class _([A-Z]\w*)/g), ([, name]) => name));
  return code.replace(/\b_([A-Z]\w*)\b/g, (found, name: string) => (renamed.has(name) ? name : found));
}
