import { FULL } from '../support/migration-inputs';
import { deviationsOf, migrateFiles } from '../support/migration';

describe.each(FULL.map((source) => [source.file, source] as const))('%s', (_, source) => {
  const migration = migrateFiles([source]);

  test('every object becomes its construct, or a pattern', () => {
    expect(migration.objects.length).toBeGreaterThan(0);
    expect(migration.objects.filter(({ form }) => form !== 'construct' && form !== 'pattern')).toEqual([]);
  });

  test('nothing needs overrides', () => {
    expect(migration.objects.flatMap(({ overridden }) => overridden)).toEqual([]);
    expect(migration.code).not.toContain('JsonPatch');
  });

  test('the code renders the same', () => {
    expect(deviationsOf([source], migration)).toEqual([]);
  });
});
