import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
}

/**
 * Looks at a folder.
 *
 * @throws if it is none, holds something else, or an app in another language.
 */
export function lookAt(folder: string): FoundFolder {
  if (!existsSync(folder)) {
    return { isApp: false, runner: 'node', dependsOnThis: false };
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
    return { isApp: false, runner: 'node', dependsOnThis: false };
  }
  checkLanguage(folder);
  const manifest = manifestOf(folder);
  const depends = (name: string): boolean =>
    ['dependencies', 'devDependencies'].some((list) => textAt(manifest, list, name) !== undefined);
  return { isApp: true, runner: depends('jest') ? 'jest' : 'node', dependsOnThis: depends('cdk8s-istio') };
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
