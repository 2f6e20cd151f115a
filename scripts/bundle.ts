/**
 * Puts what jsii compiled into a few files, and next to them lib/index.js, by which the package is loaded: `npm run build` ends with it.
 * Opening hundreds of small files is most of what an import costs, and reading code that is not used most of the rest: each bundle is what
 * some users need and others don't (scripts/lib/divide-modules.ts), and is read when something of it is first asked for. Besides, page
 * holds the program of HTML pages, made from src/page, as a text, and cli the command line, which takes from the others what they have.
 * Reads lib/src and lib/imports and writes neither, so it may follow an incremental build.
 */
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { compileFunction } from 'node:vm';
import { bundleCli } from './lib/bundle-cli';
import { across, bundleLibrary, type Exports, renamedClasses } from './lib/bundle-library';
import { bundlePage } from './lib/bundle-page';
import { licencesOf } from './lib/bundled-packages';
import { BUNDLES, divide, type Division, RUN_AS_A_WHOLE } from './lib/divide-modules';
import { readModules } from './lib/module-graph';

const nodeRequire = createRequire(__filename);

const ROOT = path.join(__dirname, '..');
const LIB = path.join(ROOT, 'lib');
const ENTRY = 'src/index.js';
const PAGE = 'page.js';
const CLI = 'cli.js';
const LICENCES = 'THIRD_PARTY_LICENSES';

/** A name that the package exports, and the file that it comes from; all that the file exports where `isNamespace`. */
interface PublicName {
  readonly name: string;
  readonly file: string;
  readonly isNamespace: boolean;
}

/** What the compiled index exports. */
function publicNames(compiled: string, division: Division): PublicName[] {
  return compiled.split('\n').flatMap((line): PublicName[] => {
    const [, list, namespace, asked] = /^export (?:\{ (.+) \}|\* as (\w+)) from '(.+)';$/.exec(line) ?? [];
    if (asked === undefined) {
      if (line !== '' && !line.startsWith('//')) {
        throw new Error(`The compiled index has a form that scripts/bundle.ts does not know: ${line}`);
      }
      return [];
    }
    const from = path.posix.join(path.posix.dirname(ENTRY), asked);
    const file = [`${from}.js`, `${from}/index.js`].find((each) => division.has(each)) ?? '';
    return namespace === undefined
      ? Array.from(list.matchAll(/\w+/g), ([name]) => ({ name, file, isNamespace: false }))
      : [{ name: namespace, file, isNamespace: true }];
  });
}

/**
 * Reads a bundle only when something that it exports is asked for. The last line never runs: it tells Node which names an ES module can
 * import, which it would search for in all that is loaded.
 */
function index(names: readonly PublicName[], division: Division): string {
  const variableOf = (bundle: string): string => path.basename(bundle, '.js');
  const bundles = new Set(names.map(({ file }) => division.get(file) ?? ''));
  return [
    '// Made by scripts/bundle.ts.',
    ...[...bundles].map((bundle) => `const ${variableOf(bundle)} = (file) => require('./${bundle}').load(file);`),
    'const lazy = (name, get) => Object.defineProperty(exports, name, { enumerable: true, get });',
    ...names.map(({ name, file, isNamespace }) => {
      const loaded = `${variableOf(division.get(file) ?? '')}(${JSON.stringify(file)})`;
      return `lazy("${name}", () => ${loaded}${isNamespace ? '' : `.${name}`});`;
    }),
    `0 && (module.exports = { ${names.map(({ name }) => name).join(', ')} });`,
    '',
  ].join('\n');
}

/** Written under another name first: renaming is atomic. */
function write(name: string, contents: string): void {
  const draft = path.join(LIB, `.${name}.${String(process.pid)}`);
  fs.writeFileSync(draft, contents);
  fs.renameSync(draft, path.join(LIB, name));
}

/** Runs code as if it were a file in lib. */
function evaluate(code: string): { readonly load: (file: string) => Exports } {
  const made = { exports: {} as { load: (file: string) => Exports } };
  const run = compileFunction(code, ['require', 'module', 'exports']) as (...scope: unknown[]) => void;
  run(createRequire(path.join(LIB, 'index.js')), made, made.exports);
  return made.exports;
}

async function main(): Promise<void> {
  const modules = await readModules(LIB, ROOT);
  const division = divide(modules);
  const packages: string[] = [];
  for (const name of BUNDLES) {
    let made = await bundleLibrary(name, division, modules, LIB);
    if (RUN_AS_A_WHOLE.includes(name)) {
      const files = [...division.keys()].filter((file) => division.get(file) === name);
      const renamed = renamedClasses(evaluate(made.code).load, files);
      made = await bundleLibrary(name, division, modules, LIB, renamed);
    }
    write(name, made.code);
    packages.push(...made.packages);
  }
  const page = await bundlePage();
  write(PAGE, `// Made from src/page by scripts/bundle.ts.\nmodule.exports = ${JSON.stringify(page)};\n`);
  const cli = await bundleCli([across(CLI, division, ROOT, modules)]);
  write(CLI, cli.code);
  write(LICENCES, licencesOf([...packages, ...cli.packages]));
  const names = publicNames(fs.readFileSync(path.join(LIB, ENTRY), 'utf8'), division);
  write('index.js', index(names, division));
  const library = nodeRequire(path.join(LIB, 'index.js')) as Exports;
  const missing = names.find(({ name }) => library[name] === undefined);
  if (missing !== undefined) {
    throw new Error(`The bundles lack ${missing.name} of lib/src/index.js`);
  }
}

void main();
