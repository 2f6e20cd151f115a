import { Argument, Command } from 'commander';
import { CommandContext } from './command-context';
import { Shell, completionScript } from './completion-script';

const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

/** Prints what a shell needs to complete what is typed. */
export function completionCommand({ terminal }: CommandContext, wholeProgram: () => Command): Command {
  return new Command('completion')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  $ source <(cdk8s-istio completion bash)
  $ cdk8s-istio completion zsh > ~/.zfunc/_cdk8s-istio
  $ cdk8s-istio completion fish > ~/.config/fish/completions/cdk8s-istio.fish`,
    )
    .action((shell: Shell) => {
      terminal.print(completionScript(shell, wholeProgram()));
    });
}
