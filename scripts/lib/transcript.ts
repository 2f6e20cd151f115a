import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** A block whose first line names the file that it is. */
const FILE = /^```\w+\n# ([\w./-]+\.yaml)\n([\s\S]*?)^```$/gm;
const CONSOLE = /^```console\n([\s\S]*?)^```$/gm;
const PROMPT = '$ ';
/** Between the outputs of commands. */
const MARK = '\u0001';

/** Where the commands of a page run. */
export interface TranscriptOptions {
  /** The file that Node runs as `cdk8s-istio`. */
  readonly command: string;
  /** Files that are there besides those that the page shows, by name. */
  readonly files?: ReadonlyMap<string, string>;
}

/**
 * A page of Markdown with what its commands print now. Files that it shows, in blocks that begin with `# NAME.yaml`, are there; all blocks
 * `console` run as one session of a shell, in a folder of their own.
 */
export function withTranscripts(page: string, { command, files = new Map() }: TranscriptOptions): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-transcript-'));
  const write = (name: string, text: string, mode?: number): void => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text, { mode });
  };
  try {
    files.forEach((text, name) => write(path.join('work', name), text));
    for (const [, name, text] of page.matchAll(FILE)) {
      write(path.join('work', name), `# ${name}\n${text}`);
    }
    write('bin/cdk8s-istio', `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`, 0o755);
    return withOutputs(page, run(commandsOf(page), folder));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function commandsOf(page: string): string[] {
  return [...page.matchAll(CONSOLE)].flatMap(([, block]) => commandsIn(block));
}

function commandsIn(block: string): string[] {
  return block
    .split('\n')
    .filter((line) => line.startsWith(PROMPT))
    .map((line) => line.slice(PROMPT.length));
}

/** What each command prints on either stream. */
function run(commands: readonly string[], folder: string): string[] {
  // A command may ask how the one before it ended.
  const script = commands.map((command) => `${command}\nended=$?; printf '${MARK}'; (exit $ended)`).join('\n');
  const output = execFileSync('bash', ['-c', `exec 2>&1\n${script}\ntrue`], {
    cwd: path.join(folder, 'work'),
    encoding: 'utf8',
    env: { PATH: `${path.join(folder, 'bin')}:${process.env.PATH ?? ''}`, HOME: folder },
  });
  return output.split(MARK).slice(0, -1);
}

function withOutputs(page: string, outputs: readonly string[]): string {
  const rest = [...outputs];
  return page.replace(CONSOLE, (_, block: string) => {
    const parts = commandsIn(block).map((command) => `${PROMPT}${command}\n${shown(rest.shift() ?? '')}`);
    return `\`\`\`console\n${parts.join('')}\`\`\``;
  });
}

function shown(output: string): string {
  return output === '' || output.endsWith('\n') ? output : `${output}\n`;
}
