import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWhole } from '../../scripts/lib/bundle-whole';

const BUILD = join(__dirname, '../../build');
/** Nothing that a test runs takes so long. */
const PATIENCE_MS = 120_000;

/** How a run of the command ended, and what it wrote. */
export interface CommandRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Where and with what the command is run. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: { readonly [name: string]: string };
}

/** The command as a process of its own, made from the sources as its users have it. */
export class Command {
  /** Makes it; `dispose()` when it is needed no longer. */
  public static async make(): Promise<Command> {
    mkdirSync(BUILD, { recursive: true });
    const folder = mkdtempSync(join(BUILD, 'command-'));
    return new Command(folder, await bundleWhole(folder));
  }

  private constructor(
    private readonly folder: string,
    /** The file that Node runs. */
    public readonly file: string,
  ) {}

  /** Runs it with words. */
  public run(words: readonly string[], options: CommandOptions = {}): CommandRun {
    return this.spawn(process.execPath, [this.file, ...words], options);
  }

  /** Runs a line of a shell, in which `cdk8s-istio` is the command. */
  public shell(line: string, options: CommandOptions = {}): CommandRun {
    const script = `cdk8s-istio() { "$NODE" "$COMMAND" "$@"; }\n${line}`;
    const env = { NODE: process.execPath, COMMAND: this.file, ...options.env };
    return this.spawn('bash', ['-c', script], { ...options, env });
  }

  /** Takes it away. */
  public dispose(): void {
    rmSync(this.folder, { recursive: true });
  }

  private spawn(program: string, words: readonly string[], { cwd, input, env }: CommandOptions): CommandRun {
    const { status, stdout, stderr, error } = spawnSync(program, words, {
      cwd,
      input: input ?? '',
      // Jest asks for colours where it is asked for them.
      env: { ...process.env, FORCE_COLOR: undefined, ...env },
      encoding: 'utf8',
      timeout: PATIENCE_MS,
      maxBuffer: 1e8,
    });
    if (error !== undefined) {
      throw error;
    }
    return { code: status, out: stdout, err: stderr };
  }
}
