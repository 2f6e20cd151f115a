import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (file: string): string => readFileSync(join(__dirname, '../..', file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: { readonly [name: string]: string } };

test.each(Object.keys(scripts))('CONTRIBUTING.md tells of the script %s', (script) => {
  expect(read('CONTRIBUTING.md')).toMatch(new RegExp(`(npm run |npm |\`)${script}(?![\\w:-])`));
});
