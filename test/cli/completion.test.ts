import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completedCommand, withSubcommands } from '../../src/cli/completion/completed-command';
import { completionScript, SHELLS } from '../../src/cli/completion/completion-script';
import { wholeProgram } from '../../src/cli/program';
import { Terminal } from '../../src/cli/terminal';

const STREAM = { write: () => undefined };
const PROGRAM = wholeProgram({ terminal: new Terminal(STREAM, STREAM, {}), end: () => undefined });
const COMMANDS = withSubcommands(completedCommand(PROGRAM));

let folder: string;
const scriptOf = (shell: string): string => join(folder, `completion.${shell}`);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'completion-'));
  SHELLS.forEach((shell) => writeFileSync(scriptOf(shell), completionScript(shell, PROGRAM)));
  writeFileSync(join(folder, 'mesh.yaml'), '');
});

afterAll(() => rmSync(folder, { recursive: true }));

function shell(program: string, ...args: string[]): string[] {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', timeout: 60_000 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

/** What a shell offers for the last word of each line. */
type Complete = (lines: readonly string[]) => string[][];

const bash: Complete = (lines) => {
  const calls = lines.map(
    (line) => `COMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _cdk8s_istio; echo "\${COMPREPLY[*]}:"`,
  );
  // It may be called by the shell's own completion alone.
  const script = [`source ${scriptOf('bash')}`, 'compopt() { :; }', ...calls].join('\n');
  return shell('bash', '-c', script).map((line) => line.replace(/:$/, '').split(' '));
};

const fish: Complete = (lines) =>
  lines.map((line) =>
    shell('fish', '-c', `source ${scriptOf('fish')}; complete -C "${line.replace(/''$/, '')}"`).map(
      (each) => each.split('\t')[0],
    ),
  );

const isThere = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** Shells that this machine lacks are left out, with a notice. */
const where = (program: string): jest.It => {
  if (!isThere(program)) {
    process.stderr.write(`no ${program}: what it completes is not tested\n`);
    return test.skip;
  }
  return test;
};

describe.each([
  ['bash', bash],
  ['fish', fish],
])('%s', (program, complete) => {
  const inShell = where(program);

  inShell('completes every command and option', () => {
    const sorted = (words: readonly string[]): string[] => [...words].sort();
    const begun = COMMANDS.map(({ path }) => ['cdk8s-istio', ...path].join(' '));
    const long = complete(begun.map((line) => `${line} --`));
    expect(long.map((words) => sorted(words.filter((word) => word.startsWith('--'))))).toEqual(
      COMMANDS.map(({ options }) =>
        sorted(options.flatMap(({ flags }) => flags.filter((flag) => flag.startsWith('--')))),
      ),
    );
    const parents = COMMANDS.filter(({ subcommands }) => subcommands.length > 0);
    const names = complete(parents.map(({ path }) => `${['cdk8s-istio', ...path].join(' ')} ''`));
    expect(names.map(sorted)).toEqual(parents.map(({ subcommands }) => sorted(subcommands.map(({ name }) => name))));
  });

  inShell('completes the values of options and arguments', () => {
    const [formats, begun, after, shells] = complete([
      "cdk8s-istio analyze --format ''",
      'cdk8s-istio analyze --format j',
      'cdk8s-istio analyze -o report.xml --fail-on n',
      "cdk8s-istio completion ''",
    ]);
    expect([...formats].sort()).toEqual(['json', 'junit', 'sarif', 'text']);
    expect([...begun].sort()).toEqual(['json', 'junit']);
    expect(after).toEqual(['never']);
    expect([...shells].sort()).toEqual(['bash', 'fish', 'zsh']);
  });
});

const inFish = where('fish');
const inZsh = where('zsh');

inFish('fish completes files where files are meant', () => {
  expect(fish(['cdk8s-istio analyze me', 'cdk8s-istio completion me'])).toEqual([['mesh.yaml'], []]);
});

inZsh('zsh takes the script, which has a function for each command', () => {
  const names = COMMANDS.map(({ path }) => `_${['cdk8s-istio', ...path].join('-')}`);
  const script = `compdef() { print -- "compdef $*"; }; source ${scriptOf('zsh')}; for each in ${names.join(' ')}; do print $+functions[$each]; done`;
  expect(shell('zsh', '-f', '-c', script)).toEqual(['compdef _cdk8s-istio cdk8s-istio', ...names.map(() => '1')]);
});

inZsh('zsh completes what is typed', () => {
  const typed = ['cdk8s-istio comp', 'cdk8s-istio analyze --plain', 'cdk8s-istio graph -f s'];
  // A terminal of its own, in which Tab is pressed and what then stands in the line is printed by a key.
  const driver = `
    zmodload zsh/zpty; zpty shell zsh -f -i
    zpty -w shell "PROMPT=; fpath=(${folder} \\$fpath); autoload -U compinit; compinit -u -D; source ${scriptOf('zsh')}; show() { zle -I; print \\"LINE:\\$BUFFER:\\"; BUFFER= }; zle -N show; bindkey '^O' show; print RE''ADY"
    zpty -r -m shell seen '*READY*'
    for line in ${typed.map((line) => `'${line}'`).join(' ')}; do
      zpty -w -n shell "$line"$'\\t'$'\\x0f'
      zpty -r -m shell seen '*LINE:*:*'
      print -r -- "$seen"
    done
    zpty -d shell`;
  const lines = shell('zsh', '-f', '-c', driver)
    .join('\n')
    .match(/LINE:[^:\r\n]*/g);
  expect(lines?.map((line) => line.trim())).toEqual([
    'LINE:cdk8s-istio completion',
    'LINE:cdk8s-istio analyze --plain-keys',
    'LINE:cdk8s-istio graph -f svg',
  ]);
});
