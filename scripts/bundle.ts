/**
 * Puts what jsii compiled into four files, and next to them lib/index.js, by which the package is loaded: `npm run build` ends with it.
 * Opening hundreds of small files is most of what an import costs, and reading code that is not used most of the rest: the core is what
 * an ingress needs, more is all other constructs, mesh is what reads manifests, and diagram draws them. All but the core are read when
 * something of them is first asked for. A fifth, page, holds the program of HTML pages, made from src/page, as a text; a sixth, cli, the
 * command line, which takes from the others what they have. Reads lib/src and lib/imports and writes neither, so it may follow an
 * incremental build.
 */
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { bundleCli } from './lib/bundle-cli';
import { bundlePage } from './lib/bundle-page';
import { INSTALLED, licencesOf, packagesIn } from './lib/bundled-packages';

type Exports = Record<string, unknown>;

const nodeRequire = createRequire(__filename);
const load = (file: string): Exports => nodeRequire(file) as Exports;

const ROOT = path.join(__dirname, '..');
const LIB = path.join(ROOT, 'lib');
const ENTRY = 'src/index.js';
const CORE = 'core.js';
const MORE = 'more.js';
const MESH = 'mesh.js';
const DIAGRAM = 'diagram.js';
const PAGE = 'page.js';
const CLI = 'cli.js';
const LICENCES = 'THIRD_PARTY_LICENSES';

/** What the core is for; all that these load belongs to it. */
const CORE_ENTRIES = [
  'src/patterns/secure-ingress.js',
  'src/networking/backend.js',
  'src/networking/cipher-suite.js',
  'src/networking/tls-version.js',
];
/** Loaded with the first certificate only, but by almost everyone. */
const CORE_FOLDERS = [
  'src/kernel/',
  'src/files/',
  'src/credentials/',
  'imports/certmanager/certificate.js',
  'imports/sealedsecrets/sealed-secret.js',
];
/** Of these, what an app either uses or not. */
const OPTIONAL_FOLDERS = ['src/credentials/external-secrets/', 'src/credentials/issuers/'];

/** The rooms of what reads manifests. */
const MESH_FOLDERS = ['mesh', 'analysis', 'simulation', 'traffic', 'diff', 'report'].map((room) => `src/${room}/`);

/** Only those who want a picture need it, with the library that lays it out. */
const DIAGRAM_FOLDER = 'src/diagram/';

/** The compiled files of each bundle, by their paths in lib. */
function divide(): Map<string, string[]> {
  const all = fs
    .readdirSync(LIB, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(src|imports)\/.*\.js$/.test(file) && file !== ENTRY)
    .sort();
  CORE_ENTRIES.forEach((file) => load(path.join(LIB, file)));
  const isBelow = (file: string, folders: readonly string[]): boolean =>
    folders.some((folder) => file.startsWith(folder));
  const isCore = (file: string): boolean =>
    nodeRequire.cache[path.join(LIB, file)] !== undefined ||
    (isBelow(file, CORE_FOLDERS) && !isBelow(file, OPTIONAL_FOLDERS));
  const bundleOf = (file: string): string =>
    isCore(file) ? CORE : isBelow(file, MESH_FOLDERS) ? MESH : file.startsWith(DIAGRAM_FOLDER) ? DIAGRAM : MORE;
  return new Map([CORE, MORE, MESH, DIAGRAM].map((name) => [name, all.filter((file) => bundleOf(file) === name)]));
}

/** Finds modules of the other bundles there, when they are first run; `root` is what the paths of bundled files are below of. */
function across(own: string, bundleOf: ReadonlyMap<string, string>, root: string): Plugin {
  return {
    name: 'across',
    setup: (bundler) => {
      bundler.onResolve({ filter: /^\.\.?\// }, ({ path: asked, resolveDir, namespace }) => {
        if (namespace === 'across') {
          return { path: asked, external: true };
        }
        const from = path.relative(root, path.join(resolveDir, asked));
        const file = [from, `${from}.js`, path.join(from, 'index.js')].find((each) => bundleOf.has(each)) ?? '';
        const bundle = bundleOf.get(file);
        return bundle === undefined || bundle === own ? undefined : { path: file, namespace: 'across' };
      });
      bundler.onLoad({ filter: /./, namespace: 'across' }, ({ path: file }) => ({
        contents: `module.exports = require('./${bundleOf.get(file) ?? ''}').load(${JSON.stringify(file)});`,
      }));
    },
  };
}

interface Bundle {
  readonly code: string;
  /** The packages that became part of it. */
  readonly packages: readonly string[];
}

async function bundle(own: string, bundleOf: ReadonlyMap<string, string>): Promise<Bundle> {
  const files = [...bundleOf.keys()].filter((file) => bundleOf.get(file) === own);
  const modules = files.map((file) => `${JSON.stringify(file)}: () => require("./${file}"),`);
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `const modules = {\n${modules.join('\n')}\n};\nexports.load = (file) => modules[file]();\n`,
      resolveDir: LIB,
    },
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: [...INSTALLED, '#page'],
    // Ours to name in one place, with the licences.
    legalComments: 'none',
    metafile: true,
    plugins: [across(own, bundleOf, LIB)],
    banner: { js: '// Made from lib/src and lib/imports by scripts/bundle.ts.' },
    logLevel: 'warning',
    write: false,
  });
  return { code: withClassNames(outputFiles[0].text), packages: packagesIn(metafile) };
}

/**
 * Gives classes that name themselves their names back, which bundling puts a `_` before. esbuild could keep all names, but then sets that
 * of each function whenever one is made, which costs a map of its own for every closure.
 */
function withClassNames(code: string): string {
  const renamed = new Set(Array.from(code.matchAll(/ = class _([A-Z]\w*)/g), ([, name]) => name));
  return code.replace(/\b_([A-Z]\w*)\b/g, (found, name: string) => (renamed.has(name) ? name : found));
}

/**
 * Runs a module only when something that it exports is asked for; how the index is compiled otherwise makes all of them run. The last
 * line never runs: it tells Node which names an ES module can import, which it would search for in all that is loaded.
 */
function index(compiled: string, bundleOf: ReadonlyMap<string, string>, names: readonly string[]): string {
  const modules = new Map<string, string>();
  const requireOf = (file: string): string =>
    `${path.basename(bundleOf.get(file) ?? '', '.js')}(${JSON.stringify(file)})`;
  const fileOf = (asked: string): string =>
    path.relative(LIB, nodeRequire.resolve(path.join(LIB, path.dirname(ENTRY), asked)));
  const lazy = compiled.split('\n').flatMap((line) => {
    const [, variable, asked] = /^(?:var|const) (\w+) = require\("([^"]+)"\);$/.exec(line) ?? [];
    const [, name, from, member] =
      /^Object\.defineProperty\(exports, "(\w+)", \{ .* return (\w+)(\.\w+); \} \}\);$/.exec(line) ?? [];
    const [, namespace, all] = /^exports\.(\w+) = __importStar\(require\("([^"]+)"\)\);$/.exec(line) ?? [];
    if (variable !== undefined) {
      modules.set(variable, fileOf(asked));
    } else if (name !== undefined) {
      return [`lazy("${name}", () => ${requireOf(modules.get(from) ?? '')}${member});`];
    } else if (namespace !== undefined) {
      return [`lazy("${namespace}", () => ${requireOf(fileOf(all))});`];
    } else if (line.includes('require(')) {
      throw new Error(`The compiled index has a form that scripts/bundle.ts does not know: ${line}`);
    }
    return [];
  });
  return [
    '// Made by scripts/bundle.ts.',
    "const core = require('./core.js').load;",
    "const more = (file) => require('./more.js').load(file);",
    "const mesh = (file) => require('./mesh.js').load(file);",
    "const diagram = (file) => require('./diagram.js').load(file);",
    'const lazy = (name, get) => Object.defineProperty(exports, name, { enumerable: true, get });',
    ...lazy,
    `0 && (module.exports = { ${names.join(', ')} });`,
    '',
  ].join('\n');
}

/** What both export has to be the same, by name and kind, and in the same order. */
function describeExports(exported: Exports): string {
  return Object.entries(exported)
    .map(([name, value]) => `${name}: ${typeof value} ${typeof value === 'function' ? value.name : ''}`)
    .join('\n');
}

/** Written under another name first: renaming is atomic. */
function write(name: string, contents: string): void {
  const draft = path.join(LIB, `.${name}.${String(process.pid)}`);
  fs.writeFileSync(draft, contents);
  fs.renameSync(draft, path.join(LIB, name));
}

async function main(): Promise<void> {
  const bundleOf = new Map([...divide()].flatMap(([name, files]) => files.map((file) => [file, name] as const)));
  const compiled = load(path.join(LIB, ENTRY));
  const packages: string[] = [];
  for (const name of [CORE, MORE, MESH, DIAGRAM]) {
    const made = await bundle(name, bundleOf);
    write(name, made.code);
    packages.push(...made.packages);
  }
  const page = await bundlePage();
  write(PAGE, `// Made from src/page by scripts/bundle.ts.\nmodule.exports = ${JSON.stringify(page)};\n`);
  const cli = await bundleCli([across(CLI, bundleOf, ROOT)]);
  write(CLI, cli.code);
  write(LICENCES, licencesOf([...packages, ...cli.packages]));
  write('index.js', index(fs.readFileSync(path.join(LIB, ENTRY), 'utf8'), bundleOf, Object.keys(compiled)));
  if (describeExports(load(path.join(LIB, 'index.js'))) !== describeExports(compiled)) {
    throw new Error('What lib/src/index.js exports is not what the bundle exports');
  }
}

void main();
