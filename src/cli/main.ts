import { Command, CommanderError } from 'commander';
import { ExitCode } from './exit-code';
import { programOf } from './program';
import { Output, Terminal } from './terminal';
import { UsageError } from './usage-error';

/** What a command line is run with. */
export interface CommandLine {
  /** The words after the program's name. */
  readonly words: readonly string[];
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: { readonly [name: string]: string | undefined };
}

/** Runs a command line; how it ended. */
export async function main({ words, stdout, stderr, environment }: CommandLine): Promise<ExitCode> {
  const terminal = new Terminal(stdout, stderr, environment);
  let ended = ExitCode.FINE;
  const program = programOf({ terminal, end: (code) => (ended = Math.max(ended, code)) }, words);
  configure(program, terminal);
  try {
    await program.parseAsync(words, { from: 'user' });
    return ended;
  } catch (error) {
    return exitCodeOf(error, terminal);
  }
}

function configure(command: Command, terminal: Terminal): void {
  command
    .exitOverride()
    .showHelpAfterError(`See '${pathOf(command)} --help'.`)
    .configureOutput({
      writeOut: (text) => terminal.print(text),
      writeErr: (text) => terminal.tell(text.trimEnd()),
    });
  command.commands.forEach((each) => configure(each, terminal));
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function exitCodeOf(error: unknown, terminal: Terminal): ExitCode {
  // Commander has said what is wrong; it ends like this for help and version as well.
  if (error instanceof CommanderError) {
    return error.exitCode === 0 ? ExitCode.FINE : ExitCode.USAGE;
  }
  if (error instanceof UsageError || isMisuse(error)) {
    terminal.tell(`error: ${(error as Error).message}`);
    return ExitCode.USAGE;
  }
  if (isOfFiles(error)) {
    terminal.tell(`error: ${error.message}`);
    return ExitCode.USAGE;
  }
  terminal.tell(`internal error, which is no fault of what was read: ${textOf(error)}`);
  return ExitCode.INTERNAL;
}

/** What a construct or value says to its user. */
function isMisuse(error: unknown): boolean {
  const { misuseIn } = require('../kernel/errors') as typeof import('../kernel/errors');
  return misuseIn(error) !== undefined;
}

/** Errors of the operating system: a file that may not be written, a disk that is full. */
function isOfFiles(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
