import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadYaml } from '../../mesh/load/yaml';
import { isJsonObject, textAt } from '../../mesh/wire/json';
import { UsageError } from '../usage-error';
import { TestRunner } from './app-options';

/** What may lie in a folder that is still empty. */
const HARMLESS = /^(\.git|\.gitignore|\.gitattributes|\.idea|\.vscode|\.DS_Store|readme.*|licen[cs]e.*)$/i;

/** What a folder is before anything is written. */
export interface FoundFolder {
  /** Whether there is a cdk8s app already. */
  readonly isApp: boolean;
  readonly runner: TestRunner;
  /** Whether its package.json lists this package. */
  readonly dependsOnThis: boolean;
  /** Whether its program runs the analysis. */
  readonly isAnalysed: boolean;
}

const NO_APP: FoundFolder = { isApp: false, runner: 'node', dependsOnThis: false, isAnalysed: false };

/**
 * Looks at a folder.
 *
 * @throws if it is none, holds something else, or an app in another language.
 */
export function lookAt(folder: string): FoundFolder {
  if (!existsSync(folder)) {
    return NO_APP;
  }
  if (!statSync(folder).isDirectory()) {
    throw new UsageError(`${folder} is no folder`);
  }
  if (!existsSync(join(folder, 'cdk8s.yaml'))) {
    const others = readdirSync(folder).filter((name) => !HARMLESS.test(name));
    if (others.length > 0) {
      throw new UsageError(
        `${folder} is neither empty nor a cdk8s app, which has a cdk8s.yaml; it holds ${others.slice(0, 3).join(', ')}${others.length > 3 ? ', ...' : ''}`,
      );
    }
    return NO_APP;
  }
  checkLanguage(folder);
  const manifest = manifestOf(folder);
  const depends = (name: string): boolean =>
    ['dependencies', 'devDependencies'].some((list) => textAt(manifest, list, name) !== undefined);
  return {
    isApp: true,
    runner: depends('jest') ? 'jest' : 'node',
    dependsOnThis: depends('cdk8s-istio'),
    isAnalysed: programsIn(folder).some((text) => text.includes('IstioAnalysis.attach(')),
  };
}

/** The programs that lie in a folder itself, where that of an app is. */
function programsIn(folder: string): string[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (each) => each.isFile() && each.name.endsWith('.ts'),
  );
  return files.map(({ name }) => readFileSync(join(folder, name), 'utf8'));
}

/** The folder of the Git repository that a folder will lie in without being its root, where pipelines are not looked for. */
export function repositoryAbove(folder: string): string | undefined {
  let at = resolve(folder);
  if (existsSync(join(at, '.git'))) {
    return undefined;
  }
  while (dirname(at) !== at) {
    at = dirname(at);
    if (existsSync(join(at, '.git'))) {
      return at;
    }
  }
  return undefined;
}

function checkLanguage(folder: string): void {
  const file = join(folder, 'cdk8s.yaml');
  const { values, faults } = loadYaml({ file, text: readFileSync(file, 'utf8') });
  const language = textAt(values[0]?.value, 'language');
  if (faults.length > 0 || language === undefined) {
    throw new UsageError(`${file} names no language: is it that of a cdk8s app?`);
  }
  if (language !== 'typescript') {
    throw new UsageError(`${file} is that of an app in ${language}; only apps in typescript are extended`);
  }
}

function manifestOf(folder: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return isJsonObject(manifest) ? manifest : undefined;
  } catch (error) {
    throw new UsageError(`${join(folder, 'package.json')} can't be read: ${(error as Error).message}`);
  }
}
