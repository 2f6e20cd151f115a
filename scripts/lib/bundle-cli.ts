import * as path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { INSTALLED, packagesIn } from './bundled-packages';

const ROOT = path.join(__dirname, '..', '..');

/** The command line as one file. jsii compiles only what the library exports, so this is made from the sources. */
export async function bundleCli(
  plugins: Plugin[] = [],
): Promise<{ readonly code: string; readonly packages: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(ROOT, 'src', 'cli', 'bin.ts')],
    absWorkingDir: ROOT,
    bundle: true,
    // Names stay, for whoever has to read a stack.
    minifyWhitespace: true,
    minifySyntax: true,
    platform: 'node',
    target: 'node20',
    external: [...INSTALLED, '#page'],
    legalComments: 'none',
    metafile: true,
    plugins,
    banner: { js: '// Made from src/cli by scripts/bundle.ts.' },
    logLevel: 'warning',
    write: false,
  });
  return { code: outputFiles[0].text, packages: packagesIn(metafile) };
}
