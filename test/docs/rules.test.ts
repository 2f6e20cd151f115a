import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateRuleDocs, RULE_DOCS_FOLDER } from '../../scripts/generate-rule-docs';

const FOLDER = join(__dirname, '../..', RULE_DOCS_FOLDER);

test('there is a page for every rule, and it says what the rule says', () => {
  const pages = generateRuleDocs();
  expect(readdirSync(FOLDER).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) {
    expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text);
  }
});
