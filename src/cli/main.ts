import { Command } from 'commander';
import { ExitCode } from './exit-code';
import { tellFailure } from './failure';
import { programOf } from './program';
import { Output, Terminal } from './terminal';

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
    return tellFailure(error, terminal);
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
