import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateTranscripts, TRANSCRIPT_PAGES } from '../../scripts/generate-transcripts';
import { withTranscripts } from '../../scripts/lib/transcript';
import { wholeProgram } from '../../src/cli/program';
import { Terminal } from '../../src/cli/terminal';

const ROOT = join(__dirname, '../..');

test('what pages show of commands is what they print: otherwise run `npm run docs:generate`', async () => {
  const pages = await generateTranscripts();
  expect([...pages.keys()]).toEqual(TRANSCRIPT_PAGES);
  for (const [page, text] of pages) {
    expect(readFileSync(join(ROOT, page), 'utf8')).toBe(text);
    expect(text).not.toMatch(/\/tmp\/|\/work\//);
  }
}, 120_000);

test('every command has a section', () => {
  const stream = { write: () => undefined };
  const program = wholeProgram({ terminal: new Terminal(stream, stream, {}), end: () => undefined });
  const sections = [...readFileSync(join(ROOT, 'docs/cli.md'), 'utf8').matchAll(/^## ([a-z]+)/gm)];
  expect(sections.map(([, name]) => name)).toEqual(program.commands.map((command) => command.name()));
});

test('commands of a page run as one session, with the files that it shows', () => {
  const page = [
    '```yaml\n# a.yaml\nx: 1\n```',
    '```console\n$ cat a.yaml b/c.txt\nwrong\n$ cd b\n```',
    '```console\n$ ls\n$ false\n$ echo $?\n$ echo beside >&2\n```',
    '```sh\n$ not run\n```\n',
  ].join('\n\n');
  expect(withTranscripts(page, { command: 'none', files: new Map([['b/c.txt', 'c']]) })).toBe(
    page
      .replace('wrong\n', '# a.yaml\nx: 1\nc\n')
      .replace('$ ls\n', '$ ls\nc.txt\n')
      .replace('echo $?\n', 'echo $?\n1\n')
      .replace('beside >&2\n', 'beside >&2\nbeside\n'),
  );
});
