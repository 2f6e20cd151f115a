import * as cdk8s from 'cdk8s';
import * as istio from '../../src';
import { YamlSource } from '../../src/mesh/yaml-source';
import { printJavaScript } from '../../src/migration/code/program';
import { compare } from '../../src/migration/comparison';
import { readManifests } from '../../src/migration/manifest';
import { migrate } from '../../src/migration/migrate';
import { Migration } from '../../src/migration/migration';
import { MigrationOptions } from '../../src/migration/options';

const MODULES = { cdk8s, 'cdk8s-istio': istio };

/** Writes code for YAML. */
export function migrateYaml(text: string, options: Partial<MigrationOptions> = {}): Migration {
  return migrate([{ file: 'shop.yaml', text }], { modules: MODULES, ...options });
}

/** Writes code for files. */
export function migrateFiles(sources: readonly YamlSource[], options: Partial<MigrationOptions> = {}): Migration {
  return migrate(sources, { modules: MODULES, ...options });
}

/** The YAML that the code of a migration renders, run as it is printed. */
function runMigrated({ program }: Migration): string {
  const rendered: string[] = [];
  class CapturingApp extends cdk8s.App {
    public override synth(): void {
      rendered.push(this.synthYaml());
    }
  }
  const modules: { readonly [name: string]: unknown } = {
    cdk8s: { ...cdk8s, App: CapturingApp },
    'cdk8s-istio': istio,
  };
  const run = new Function('require', printJavaScript(program, {})) as (load: (name: string) => unknown) => void;
  run((name) => modules[name]);
  return rendered.join('---\n');
}

/** What the code of a migration renders otherwise than the files say. */
export function deviationsOf(sources: readonly YamlSource[], migration: Migration): string[] {
  const wanted = readManifests(sources);
  const rendered = readManifests([{ file: 'rendered.yaml', text: runMigrated(migration) }]);
  return [
    ...[...migration.faults, ...rendered.faults].map(({ message }) => message),
    ...compare(wanted.manifests, rendered.manifests).map(({ object, message }) => `${object}: ${message}`),
  ];
}
