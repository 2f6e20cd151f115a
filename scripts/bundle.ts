/**
 * Puts what jsii compiled into one file, lib/bundle.js, and next to it lib/index.js, by which the package is loaded: `npm run build`
 * ends with it. Opening hundreds of small files and compiling them one by one is most of what an import costs. Reads lib/src and
 * lib/imports and writes neither, so it may follow an incremental build.
 */
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { build, type Plugin } from 'esbuild';

type Exports = Record<string, unknown>;

const load = createRequire(__filename) as (file: string) => Exports;

const LIB = path.join(__dirname, '..', 'lib');
const ENTRY = path.join(LIB, 'src', 'index.js');

/** Runs a module only when something that it exports is asked for; how it is compiled otherwise makes all of them run. */
const lazyExports: Plugin = {
  name: 'lazy-exports',
  setup: (bundler) => {
    bundler.onLoad({ filter: /[\\/]lib[\\/]src[\\/]index\.js$/ }, ({ path: file }) => ({
      contents: exportLazily(fs.readFileSync(file, 'utf8')),
    }));
  },
};

/** Moves each `require` of the compiled index into a getter; Node offers no name to ES modules whose getter it sees. */
function exportLazily(compiled: string): string {
  const modules = new Map<string, string>();
  const lazy = compiled
    .replace(/^var (\w+) = (require\("[^"]+"\));\n/gm, (_, variable: string, module: string) => {
      modules.set(variable, module);
      return '';
    })
    .replace(
      /^Object\.defineProperty\(exports, ("\w+"), \{ .* return (\w+)(\.\w+); \} \}\);$/gm,
      (_, name: string, variable: string, member: string) => `lazy(${name}, () => ${modules.get(variable)}${member});`,
    )
    .replace(/^exports\.(\w+) = __importStar\((require\("[^"]+"\))\);$/gm, 'lazy("$1", () => $2);');
  const eager = lazy.split('\n').find((line) => line.includes('require(') && !line.startsWith('lazy('));
  if (eager !== undefined) {
    throw new Error(`The compiled index has a form that scripts/bundle.ts does not know: ${eager}`);
  }
  return `${lazy}\nfunction lazy(name, get) { Object.defineProperty(exports, name, { enumerable: true, get }); }\n`;
}

/** What both export has to be the same, by name and kind, and in the same order. */
function describeExports(exported: Exports): string {
  return Object.entries(exported)
    .map(([name, value]) => `${name}: ${typeof value} ${typeof value === 'function' ? value.name : ''}`)
    .join('\n');
}

async function bundle(): Promise<void> {
  const compiled = load(ENTRY);
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    absWorkingDir: path.dirname(LIB),
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    // Bundling renames a class that names itself.
    keepNames: true,
    plugins: [lazyExports],
    banner: { js: '// Made from lib/src and lib/imports by scripts/bundle.ts.' },
    logLevel: 'warning',
    write: false,
  });
  // Next to its place: what it requires is found there as it will be from the bundle, and renaming it is atomic.
  const draft = path.join(LIB, `.bundle.${String(process.pid)}.js`);
  try {
    fs.writeFileSync(draft, outputFiles[0].contents);
    if (describeExports(load(draft)) !== describeExports(compiled)) {
      throw new Error(`What ${ENTRY} exports is not what its bundle exports`);
    }
    fs.renameSync(draft, path.join(LIB, 'bundle.js'));
    fs.writeFileSync(draft, entry(Object.keys(compiled)));
    fs.renameSync(draft, path.join(LIB, 'index.js'));
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** Node searches all of what an ES module imports for the names that it exports, which takes long: here it finds them at once. */
function entry(names: string[]): string {
  return [
    '// Made by scripts/bundle.ts.',
    "const bundle = require('./bundle.js');",
    'module.exports = bundle;',
    '// Never runs: tells Node which names an ES module can import.',
    `0 && (module.exports = { ${names.join(', ')} });`,
    '',
  ].join('\n');
}

void bundle();
