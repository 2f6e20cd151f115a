import { Argument, Command } from 'commander';
import { CommandContext } from './command-context';
import { completionScript, Shell, SHELLS } from './completion/completion-script';

/** Prints what a shell needs to complete what is typed. */
export function completionCommand({ terminal }: CommandContext, wholeProgram: () => Command): Command {
  return new Command('completion')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  $ source <(cdk8s-istio completion bash)
  $ cdk8s-istio completion zsh > ~/.zfunc/_cdk8s-istio   # a folder of $fpath
  $ cdk8s-istio completion fish > ~/.config/fish/completions/cdk8s-istio.fish`,
    )
    .action((shell: Shell) => {
      terminal.print(completionScript(shell, wholeProgram()));
    });
}
