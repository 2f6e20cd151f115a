import * as path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { NODE_BUNDLE } from './bundle-library';
import { packagesIn } from './bundled-packages';

const ROOT = path.join(__dirname, '..', '..');

/** The command line as one file. jsii compiles only what the library exports, so this is made from the sources. */
export async function bundleCli(
  plugins: Plugin[] = [],
): Promise<{ readonly code: string; readonly packages: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(ROOT, 'src', 'cli', 'bin.ts')],
    absWorkingDir: ROOT,
    ...NODE_BUNDLE,
    minifySyntax: true,
    plugins,
    banner: { js: '// Made from src/cli by scripts/bundle.ts.' },
  });
  return { code: outputFiles[0].text, packages: packagesIn(metafile) };
}
