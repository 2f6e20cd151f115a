import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthExample } from '../support/example';
import { deviationsOf, migrateFiles } from '../support/migration';
import { ADMITTED, CASES } from '../support/migration-inputs';

const EXAMPLES = readdirSync(join(__dirname, '../../examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Secrets are kept in files, which these sources have none of. */
const SHOWN = { printsSecrets: true };

describe('what the code renders is what the files say', () => {
  test.each([...CASES, ...ADMITTED].map((source) => [source.file, source] as const))('%s', (_, source) => {
    expect(deviationsOf([source], migrateFiles([source], SHOWN))).toEqual([]);
  });

  test('all cases at once, where names meet', () => {
    expect(deviationsOf(CASES, migrateFiles(CASES, SHOWN))).toEqual([]);
  });

  describe('examples', () => {
    let store: string;
    beforeAll(() => (store = mkdtempSync(join(tmpdir(), 'cdk8s-istio-store-'))));
    afterAll(() => rmSync(store, { recursive: true }));

    test.each(EXAMPLES)('%s', (name) => {
      const sources = [...synthExample(name, store)].map(([file, text]) => ({ file, text }));
      const migration = migrateFiles(sources, SHOWN);
      expect(deviationsOf(sources, migration)).toEqual([]);
      expect(migration.objects.filter(({ reason }) => reason !== undefined)).toEqual([]);
    });
  });
});
