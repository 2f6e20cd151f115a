import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing, Yaml } from 'cdk8s';
import { deviationsOf, migrateFiles } from '../support/migration';

interface Fixture {
  build(chart: Chart): void;
}

/** Objects that between them have every field and every enum value that a typed property can set. */
const FIXTURES = ['extensions', 'networking', 'security', 'telemetry'].flatMap((room) =>
  readdirSync(join(__dirname, '..', room, 'full')).map((file): [string, Fixture] => [
    file.replace(/\.ts$/, ''),
    require(`../${room}/full/${file}`) as Fixture,
  ]),
);

describe.each(FIXTURES)('%s', (file, fixture) => {
  const chart = new Chart(new App(), 'full', { namespace: 'shop' });
  fixture.build(chart);
  const manifests = Testing.synth(chart) as object[];
  const sources = [{ file: `${file}.yaml`, text: Yaml.stringify(...manifests) }];
  const migration = migrateFiles(sources);

  test('every object becomes its construct', () => {
    expect(migration.objects.map(({ form, reason }) => ({ form, reason }))).toEqual(
      manifests.map(() => ({ form: 'construct' })),
    );
  });

  test('nothing needs overrides', () => {
    expect(migration.objects.flatMap(({ overridden }) => overridden)).toEqual([]);
    expect(migration.code).not.toContain('JsonPatch');
  });

  test('the code renders the same', () => {
    expect(deviationsOf(sources, migration)).toEqual([]);
  });
});
