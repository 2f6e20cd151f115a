import { Command } from 'commander';
import { bashCompletion } from './bash-completion';
import { completedCommand, CompletedCommand } from './completed-command';
import { fishCompletion } from './fish-completion';
import { zshCompletion } from './zsh-completion';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } satisfies {
  readonly [shell: string]: (program: CompletedCommand) => string;
};

/** A shell that can be taught. */
export type Shell = keyof typeof SCRIPTS;

/** Their names. */
export const SHELLS = Object.keys(SCRIPTS) as readonly Shell[];

/** A script for a shell, made from the commands and options that there are; nothing has to run to complete a word. */
export function completionScript(shell: Shell, program: Command): string {
  return SCRIPTS[shell](completedCommand(program));
}
