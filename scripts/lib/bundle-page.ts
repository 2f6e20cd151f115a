import * as fs from 'node:fs';
import * as path from 'node:path';
import { build, type Plugin } from 'esbuild';

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
  const packages = Object.keys(metafile.inputs).flatMap(
    (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return { script, licences: licencesOf(packages) };
}

/** The licences of packages, under which their code is passed on. */
export function licencesOf(packages: readonly string[]): string {
  const folder = (name: string): string => path.join(ROOT, 'node_modules', name);
  return [...new Set(packages)]
    .sort()
    .map((name) => {
      const { version } = JSON.parse(fs.readFileSync(path.join(folder(name), 'package.json'), 'utf8')) as {
        version: string;
      };
      const file = fs.readdirSync(folder(name)).find((each) => /^licen[cs]e/i.test(each)) ?? 'LICENSE';
      return `${name} ${version}\n\n${fs.readFileSync(path.join(folder(name), file), 'utf8').trim()}\n`;
    })
    .join('\n----\n\n');
}
