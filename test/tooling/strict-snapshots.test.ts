import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const HEADER = '// Jest Snapshot v1, https://jestjs.io/docs/snapshot-testing\n';
const TEST = "test('a', () => expect(1).toMatchSnapshot());\n";

/** Runs Jest in CI mode with our reporter over one test file and its snapshot file. */
function run(snapshots: { [file: string]: string }): { status: number | null; output: string } {
  const project = mkdtempSync(join(tmpdir(), 'snapshots-'));
  try {
    const reporters = [join(ROOT, 'test/support/reporters/strict-snapshots.js'), 'default'];
    writeFileSync(join(project, 'jest.config.json'), JSON.stringify({ reporters, transform: {} }));
    writeFileSync(join(project, 'one.test.js'), TEST);
    mkdirSync(join(project, '__snapshots__'));
    for (const [file, content] of Object.entries(snapshots)) {
      writeFileSync(join(project, '__snapshots__', file), HEADER + content);
    }
    const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
    const result = spawnSync(process.execPath, [jest, '--ci', '--no-cache'], { cwd: project, encoding: 'utf8' });
    return { status: result.status, output: result.stderr };
  } finally {
    rmSync(project, { recursive: true });
  }
}

const CURRENT = '\nexports[`a 1`] = `1`;\n';

describe('the snapshot reporter', () => {
  test('passes when the snapshots are as committed, and leaves the totals last', () => {
    const { status, output } = run({ 'one.test.js.snap': CURRENT });
    expect([status, output]).toEqual([0, expect.stringContaining('Snapshots:   1 passed')]);
    expect(output.trimEnd()).toMatch(/Ran all test suites\.$/);
  }, 60_000);

  test('fails over a snapshot that no test reads', () => {
    const { status, output } = run({ 'one.test.js.snap': `${CURRENT}\nexports[\`gone 1\`] = \`2\`;\n` });
    expect([status, output]).toEqual([1, expect.stringContaining('obsolete: "gone 1" in')]);
    expect(output).toContain('Tests:       1 passed, 1 total');
  }, 60_000);

  test('fails over a snapshot file that has no tests', () => {
    const { status, output } = run({ 'one.test.js.snap': CURRENT, 'gone.test.js.snap': CURRENT });
    expect([status, output]).toEqual([1, expect.stringContaining('obsolete file:')]);
  }, 60_000);
});
