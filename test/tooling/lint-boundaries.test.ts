import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Files that only have to be there for others to import. */
const TARGETS = [
  'imports/networking/index.ts',
  'src/index.ts',
  'src/kernel/host.ts',
  'src/credentials/credential.ts',
  'src/networking/gateway.ts',
  'src/patterns/secure-ingress.ts',
  'src/mesh/mesh.ts',
  'src/analysis/finding.ts',
  'src/simulation/request-trace.ts',
  'src/diagram/graph.ts',
  'src/report/text.ts',
  'test/support/names.ts',
];

interface Case {
  readonly file: string;
  readonly code: string;
  /** The rule that must fire, and the only one. */
  readonly rule?: string;
}

const PATHS = 'import-x/no-restricted-paths';
const IMPORTS = '@typescript-eslint/no-restricted-imports';

function uses(file: string, specifier: string, rule?: string): Case {
  return { file, rule, code: `import * as used from '${specifier}';\nconsumed(used);\n` };
}

const FORBIDDEN: Case[] = [
  uses('src/kernel/a.ts', '../networking/gateway', PATHS),
  uses('src/kernel/b.ts', '../../imports/networking', PATHS),
  uses('src/kernel/c.ts', 'node:fs', 'import-x/no-nodejs-modules'),
  uses('src/kernel/d.ts', 'path', 'import-x/no-nodejs-modules'),
  { file: 'src/kernel/e.ts', code: 'consumed(process);\n', rule: 'no-restricted-globals' },
  uses('imports/networking/a.ts', '../../src/kernel/host', PATHS),
  uses('src/credentials/a.ts', '../networking/gateway', PATHS),
  uses('src/credentials/b.ts', 'node-forge', IMPORTS),
  {
    file: 'src/credentials/c.ts',
    code: "declare function require(id: string): unknown;\nconsumed(require('node-forge'));\n",
    rule: 'no-restricted-syntax',
  },
  uses('src/networking/a.ts', '../patterns/secure-ingress', PATHS),
  uses('src/networking/b.ts', '../mesh/mesh', PATHS),
  uses('src/networking/c.ts', '../index', PATHS),
  uses('src/networking/d.ts', 'cdk8s-plus-27', IMPORTS),
  uses('src/networking/e.ts', '../../test/support/names', PATHS),
  uses('src/security/a.ts', '../networking/gateway', PATHS),
  uses('src/patterns/a.ts', '../../imports/networking', PATHS),
  uses('src/patterns/b.ts', '../mesh/mesh', PATHS),
  uses('src/mesh/a.ts', '../networking/gateway', PATHS),
  uses('src/mesh/b.ts', 'node:fs', 'import-x/no-nodejs-modules'),
  uses('src/analysis/a.ts', '../simulation/request-trace', PATHS),
  uses('src/simulation/a.ts', '../diagram/graph', PATHS),
  uses('src/simulation/b.ts', 'node:crypto', 'import-x/no-nodejs-modules'),
  uses('src/diagram/a.ts', '../analysis/finding', PATHS),
  uses('src/diagram/b.ts', '../simulation/request-trace', PATHS),
  uses('src/diagram/c.ts', 'node:fs', 'import-x/no-nodejs-modules'),
  uses('src/page/a.ts', '../analysis/finding', PATHS),
  uses('src/migration/a.ts', '../networking/gateway', PATHS),
  uses('src/migration/b.ts', '../index', PATHS),
  uses('src/report/a.ts', '../patterns/secure-ingress', PATHS),
  uses('src/report/b.ts', '../../imports/networking', PATHS),
  uses('examples/web/a.ts', '../../src/kernel/host', IMPORTS),
  {
    file: 'src/kernel/ring-a.ts',
    code: "import { b } from './ring-b';\nexport const a = (): number => b();\n",
    rule: 'import-x/no-cycle',
  },
  {
    file: 'src/kernel/ring-b.ts',
    code: "import { a } from './ring-a';\nexport const b = (): number => a();\n",
    rule: 'import-x/no-cycle',
  },
  { file: 'src/kernel/long.ts', code: 'consumed(1);\n'.repeat(301), rule: 'max-lines' },
  {
    file: 'src/kernel/loose.ts',
    code: '/** Takes anything. */\nexport function take(value: any): void {\n  consumed(value as unknown);\n}\n',
    rule: '@typescript-eslint/no-explicit-any',
  },
  {
    file: 'src/kernel/undocumented.ts',
    code: '/** Has a secret meaning. */\nexport interface Riddle {\n  readonly answer: number;\n}\n',
    rule: 'jsdoc/require-jsdoc',
  },
  {
    file: 'src/kernel/silenced.ts',
    code: "// eslint-disable-next-line import-x/no-restricted-paths\nimport * as used from '../mesh/mesh';\nconsumed(used);\n",
    rule: PATHS,
  },
  {
    file: 'test/focused.test.ts',
    code: "test.only('one', () => {\n  expect(1).toBe(1);\n});\n",
    rule: 'jest/no-focused-tests',
  },
  { file: 'test/empty.test.ts', code: "test('nothing', () => {\n  consumed(1);\n});\n", rule: 'jest/expect-expect' },
];

const ALLOWED: Case[] = [
  uses('src/credentials/private/x509.ts', 'node-forge'),
  uses('src/credentials/private/store.ts', 'node:fs'),
  uses('src/networking/uses-l1.ts', '../../imports/networking'),
  uses('src/networking/uses-credentials.ts', '../credentials/credential'),
  uses('src/patterns/uses-l2.ts', '../networking/gateway'),
  uses('src/simulation/uses-mesh.ts', '../mesh/mesh'),
  uses('src/migration/uses-mesh.ts', '../mesh/mesh'),
  uses('src/page/uses-simulation.ts', '../simulation/request-trace'),
  uses('src/report/uses-results.ts', '../analysis/finding'),
  uses('src/cli/uses-report.ts', '../report/text'),
  uses('examples/web/main.ts', 'cdk8s-istio'),
  {
    file: 'src/networking/typed.ts',
    code: "import type * as kplus from 'cdk8s-plus-27';\nexport type { kplus };\n",
  },
  {
    file: 'src/kernel/lazy.ts',
    code: "const { name } = require('./host') as typeof import('./host');\nconsumed(name);\n",
  },
  { file: 'src/kernel/full.ts', code: `// The longest file there is.\n\n${'consumed(1);\n'.repeat(300)}` },
];

/** Writes the files into a project that has our linter settings, lints it once and gives the rules that fired by file. */
const CONFIGURATION = [
  'eslint.config.mjs',
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'src/page/tsconfig.json',
];

function lint(cases: Case[]): Map<string, Set<string>> {
  const project = mkdtempSync(join(tmpdir(), 'lint-'));
  const write = (file: string, code: string): void => {
    const path = join(project, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  };
  try {
    mkdirSync(join(project, 'src/page'), { recursive: true });
    for (const file of CONFIGURATION) {
      copyFileSync(join(ROOT, file), join(project, file));
    }
    symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
    for (const folder of ['src', 'src/page']) {
      write(`${folder}/globals.d.ts`, 'declare function consumed(value: unknown): void;\n');
    }
    TARGETS.forEach((file) => write(file, 'export const name = 1;\n'));
    cases.forEach(({ file, code }) => write(file, code));
    return rulesByFile(project);
  } finally {
    rmSync(project, { recursive: true });
  }
}

function rulesByFile(project: string): Map<string, Set<string>> {
  const script = join(ROOT, 'node_modules/eslint/bin/eslint.js');
  const json = runEvenIfItFails(process.execPath, [script, '--format=json', '.'], project);
  const results = JSON.parse(json) as { filePath: string; messages: { ruleId: string | null; message: string }[] }[];
  return new Map(
    results.map(({ filePath, messages }) => [
      relative(project, filePath),
      new Set(messages.filter(({ message }) => !message.includes('noInlineConfig')).map((m) => m.ruleId ?? m.message)),
    ]),
  );
}

/** ESLint ends with 1 when it finds something, which here is the point. */
function runEvenIfItFails(command: string, args: string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    if (status !== 1) {
      throw error;
    }
    return stdout;
  }
}

describe('the linter', () => {
  let rules: Map<string, Set<string>>;

  beforeAll(() => {
    rules = lint([...FORBIDDEN, ...ALLOWED]);
  }, 120_000);

  test.each(FORBIDDEN)('rejects $file by $rule', ({ file, rule }) => {
    expect([...rules.get(file)!]).toEqual([rule]);
  });

  test.each(ALLOWED)('accepts $file', ({ file }) => {
    expect([...rules.get(file)!]).toEqual([]);
  });
});
