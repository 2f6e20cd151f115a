import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Metafile } from 'esbuild';

const MODULES = path.join(__dirname, '..', '..', 'node_modules');

/** Packages that are installed beside this one, or inside of it; all others are made part of the bundles. */
export const INSTALLED = ['cdk8s', 'cdk8s-plus-27', 'constructs', 'node-forge', 're2js'];

/** The packages that became part of a bundle. */
export function packagesIn({ inputs }: Metafile): string[] {
  return Object.keys(inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
}

/** The licences of packages, under which their code is passed on. */
export function licencesOf(packages: readonly string[]): string {
  const folder = (name: string): string => path.join(MODULES, name);
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
