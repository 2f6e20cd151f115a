import { Argument, Command } from 'commander';
import { CommandContext } from './command-context';
import { Shell, completionScript } from './completion-script';

const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

/** Prints what a shell needs to complete what is typed. */
export function completionCommand({ terminal }: CommandContext): Command {
  return new Command('completion')
    .description('print a script that lets a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  $ source <(cdk8s-istio completion bash)
  $ cdk8s-istio completion zsh > ~/.zfunc/_cdk8s-istio
  $ cdk8s-istio completion fish > ~/.config/fish/completions/cdk8s-istio.fish`,
    )
    .action((shell: Shell, _options: object, command: Command) => {
      terminal.print(completionScript(shell, command.parent ?? command));
    });
}
