import * as path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { licencesOf, packagesIn } from './bundled-packages';

const ROOT = path.join(__dirname, '..', '..');

/** Reading apps and judging manifests takes schemas of a megabyte; what a page has was judged before. */
const ELSEWHERE = /\/load\/(app|objects)$/;
const withoutLoading: Plugin = {
  name: 'without-loading',
  setup: (bundler) => {
    bundler.onResolve({ filter: ELSEWHERE }, ({ path: asked }) => ({ path: asked, namespace: 'elsewhere' }));
    bundler.onLoad({ filter: /./, namespace: 'elsewhere' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** What ends a script element, or lets it end elsewhere than where it seems to. */
const ENDS_SCRIPT = /<\/script|<!--|<script/i;

/** The program of pages, and the licences of the packages that became part of it. */
export async function bundlePage(): Promise<{ readonly script: string; readonly licences: string }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(ROOT, 'src', 'page', 'main.ts')],
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    metafile: true,
    plugins: [withoutLoading],
    logLevel: 'warning',
    write: false,
  });
  const script = outputFiles[0].text;
  if (ENDS_SCRIPT.test(script)) {
    throw new Error('The program of pages holds what would end its script element');
  }
  return { script, licences: licencesOf(packagesIn(metafile)) };
}
