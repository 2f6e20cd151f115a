import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCase } from '../../scripts/lib/traffic-case';

const ROOT = join(__dirname, '..', '..');
const CASES = join(ROOT, 'test', 'cases');

it('lists every case with the number of its requests', () => {
  const text = readFileSync(join(ROOT, 'docs', 'conformance.md'), 'utf8');
  const cases = readdirSync(CASES)
    .sort()
    .map((file) => [file, parseCase(readFileSync(join(CASES, file), 'utf8')).requests.length] as const);
  const listed = [...text.matchAll(/^\| \[[^\]]+\]\(\.\.\/test\/cases\/([^)]+)\) +\| +([0-9]+) \|/gm)];
  expect(listed.map(([, file, count]) => [file, Number(count)])).toEqual(cases);
  const total = cases.reduce((sum, [, count]) => sum + count, 0);
  expect(text).toContain(`${cases.length} cases with ${total} requests`);
});
