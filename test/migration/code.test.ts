import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateFiles } from '../support/migration';
import { ADMITTED, CASES, FULL } from '../support/migration-inputs';
import { typeErrors } from '../support/snippets';

const CODE = [...CASES, ...ADMITTED, ...FULL].map((source) => ({
  place: source.file,
  language: 'ts',
  code: migrateFiles([source], { printsSecrets: true }).code,
}));

test('the code suits the types of the package', () => {
  expect(CODE.length).toBeGreaterThan(60);
  expect(typeErrors(CODE)).toEqual([]);
});

test('it is laid out as Prettier would', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migration-code-'));
  try {
    writeFileSync(join(folder, '.prettierrc'), '{ "singleQuote": true, "printWidth": 100, "trailingComma": "all" }');
    CODE.forEach(({ code }, index) => writeFileSync(join(folder, `${index}.ts`), code));
    const prettier = join(__dirname, '../../node_modules/prettier/bin/prettier.cjs');
    const { stdout, stderr } = spawnSync(process.execPath, [prettier, '--check', '*.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout + stderr).toContain('All matched files use Prettier code style!');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
