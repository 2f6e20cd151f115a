import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { deviationsOf, migrateFiles } from '../support/migration';
import { synthExample } from '../support/example';

const CASES = join(__dirname, '../cases');
const ADMISSION = join(__dirname, '../admission');
const EXAMPLES = join(__dirname, '../../examples');

interface AdmissionCase {
  readonly admitted: boolean;
  readonly object: unknown;
}

/** Secrets are kept in files, which these sources have none of. */
const SHOWN = { printsSecrets: true };

describe('what the code renders is what the files say', () => {
  test.each(readdirSync(CASES).filter((file) => file.endsWith('.yaml')))('case %s', (file) => {
    const { manifests } = parse(readFileSync(join(CASES, file), 'utf8')) as { manifests: string };
    const sources = [{ file, text: manifests }];
    expect(deviationsOf(sources, migrateFiles(sources, SHOWN))).toEqual([]);
  });

  test.each(readdirSync(ADMISSION))('admitted objects of %s', (file) => {
    const objects = (parse(readFileSync(join(ADMISSION, file), 'utf8')) as AdmissionCase[])
      .filter(({ admitted }) => admitted)
      .map(({ object }) => object);
    const sources = [{ file, text: objects.map((object) => stringify(object)).join('---\n') }];
    expect(deviationsOf(sources, migrateFiles(sources, SHOWN))).toEqual([]);
  });

  describe('examples', () => {
    let store: string;
    beforeAll(() => (store = mkdtempSync(join(tmpdir(), 'cdk8s-istio-store-'))));
    afterAll(() => rmSync(store, { recursive: true }));

    test.each(
      readdirSync(EXAMPLES, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name),
    )('%s', (name) => {
      const sources = [...synthExample(name, store)].map(([file, text]) => ({ file, text }));
      expect(deviationsOf(sources, migrateFiles(sources, SHOWN))).toEqual([]);
    });
  });
});
