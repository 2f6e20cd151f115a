import { closureOf, type CompiledModule } from './module-graph';

/** Which bundle each compiled file, by its path in lib, and each bundled package is in. */
export type Division = ReadonlyMap<string, string>;

/**
 * Bundles whose files nearly all run whenever one of them does: they share one scope and run in one go, which takes a fraction of the time
 * that it takes to find and compile them one by one. The files of other bundles run when they are asked for.
 */
export const RUN_AS_A_WHOLE: readonly string[] = [
  'kernel.js',
  'core.js',
  'certificates.js',
  'pem.js',
  'mesh.js',
  'analysis.js',
];

/** All bundles. What runs before one that runs as a whole does is in those before it. */
export const BUNDLES: readonly string[] = [
  'kernel.js',
  'core.js',
  'regex.js',
  'certificates.js',
  'pem.js',
  'mesh.js',
  'analysis.js',
  'credentials.js',
  'files.js',
  'istio-schemas.js',
  'other-schemas.js',
  'envoy.js',
  'cel.js',
  'yaml.js',
  'simulation.js',
  'diff.js',
  'report.js',
  'diagram.js',
  'more.js',
];

/** What an ingress runs. */
const CORE_ENTRIES = [
  'src/patterns/secure-ingress.js',
  'src/credentials/credential.js',
  'src/networking/backend.js',
  'src/networking/cipher-suite.js',
  'src/networking/tls-version.js',
];

/** What an ingress with a certificate at hand runs besides. */
const PEM_ENTRIES = ['src/credentials/private/pem-credential.js'];

/** What an attached analysis runs, */
const ANALYSIS_ENTRIES = ['src/analysis/istio-analysis.js'];
/** and what else reads meshes, or the command line takes of the rules. */
const READERS_OF_MESHES =
  /^src\/(mesh\/mesh|(simulation|traffic|diff|diagram|report)\/.*|analysis\/rules\/(istio\/gateway-references|route\/(delegations|destinations)))\.js$/;

/** Files that one of these patterns matches, of those that neither run. The first one counts. */
const FOLDERS: readonly (readonly [pattern: RegExp, bundle: string])[] = [
  [/^src\/mesh\/admission\/schemas\/istio\//, 'istio-schemas.js'],
  [/^src\/mesh\/admission\/schemas\//, 'other-schemas.js'],
  [/^src\/mesh\/validation\/envoy\//, 'envoy.js'],
  [/^src\/mesh\/load\//, 'yaml.js'],
  [/^src\/report\//, 'report.js'],
  [/^src\/diff\//, 'diff.js'],
  [/^src\/(mesh|analysis|simulation|traffic)\//, 'simulation.js'],
  [/^src\/diagram\//, 'diagram.js'],
  [/\/re2[^/]*$/, 'regex.js'],
  // What an app either uses or not, unlike what any certificate is read by.
  [/^src\/credentials\/(external-secrets|issuers)\//, 'more.js'],
  [/^(src\/credentials|imports\/sealedsecrets)\/|^imports\/certmanager\/certificate\.js$/, 'credentials.js'],
  [/^src\/files\//, 'files.js'],
  [/./, 'more.js'],
];

/** Packages that are bundles of their own: few of those who load what uses them need them. */
const PACKAGES: Division = new Map([
  ['@marcbachmann/cel-js', 'cel.js'],
  ['js-yaml', 'yaml.js'],
]);

/** Divides what jsii compiled, but for the index. */
export function divide(modules: ReadonlyMap<string, CompiledModule>): Division {
  const files = [...modules.keys()].filter((file) => file !== 'src/index.js');
  const ingress = closureOf(CORE_ENTRIES, modules);
  const pem = closureOf(PEM_ENTRIES, modules);
  const analysis = closureOf(ANALYSIS_ENTRIES, modules);
  const readers = closureOf(
    files.filter((file) => READERS_OF_MESHES.test(file)),
    modules,
  );
  // Who reads meshes has no use for cdk8s, which takes longer to load than all bundles together.
  const isLeaf = (file: string): boolean =>
    file.startsWith('src/kernel/') &&
    [...closureOf([file], modules)].every((each) => modules.get(each)?.packages.length === 0);
  const bundleOf = (file: string): string => {
    const byFolder = FOLDERS.find(([pattern]) => pattern.test(file))?.[1] ?? '';
    if (byFolder === 'regex.js') {
      return byFolder;
    }
    if (isLeaf(file) || (ingress.has(file) && (analysis.has(file) || readers.has(file)))) {
      return 'kernel.js';
    }
    if (ingress.has(file)) {
      return 'core.js';
    }
    // What few of those who read meshes look up is small.
    if (file.startsWith('src/mesh/index/')) {
      return 'mesh.js';
    }
    if (analysis.has(file)) {
      return byFolder === 'credentials.js' ? 'certificates.js' : readers.has(file) ? 'mesh.js' : 'analysis.js';
    }
    return pem.has(file) ? 'pem.js' : byFolder;
  };
  const division = new Map([...files.map((file) => [file, bundleOf(file)] as const), ...PACKAGES]);
  checkOrder(division, modules);
  return division;
}

/** Bundles that run as a whole can't wait for each other. */
function checkOrder(division: Division, modules: ReadonlyMap<string, CompiledModule>): void {
  const place = (file: string): number => BUNDLES.indexOf(division.get(file) ?? '');
  for (const bundle of RUN_AS_A_WHOLE) {
    const own = [...modules.keys()].filter((file) => division.get(file) === bundle);
    const late = [...closureOf(own, modules)].find((file) => place(file) > BUNDLES.indexOf(bundle));
    if (late !== undefined) {
      throw new Error(`${bundle} runs as a whole, and before ${String(division.get(late))}, but needs ${late}`);
    }
  }
}
