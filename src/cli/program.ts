import { Command } from 'commander';
import { analyzeCommand } from './analyze-command';
import { CommandContext } from './command-context';
import { completionCommand } from './completion-command';
import { explainCommand } from './explain-command';
import { diffCommand } from './diff-command';
import { graphCommand } from './graph-command';
import { migrateCommand } from './migrate-command';
import { version } from './package-root';

/** All commands. */
export function programOf(context: CommandContext): Command {
  return new Command('cdk8s-istio')
    .description('Istio for cdk8s: look at a mesh before a cluster has it')
    .version(version())
    .addCommand(analyzeCommand(context))
    .addCommand(explainCommand(context))
    .addCommand(diffCommand(context))
    .addCommand(graphCommand(context))
    .addCommand(migrateCommand(context))
    .addCommand(completionCommand(context))
    .addHelpText(
      'after',
      `
Exit codes:
  0  nothing is wrong
  1  there are findings, failed tests or differences
  2  it was called in a wrong way, or what it reads can not be read
  3  it failed itself`,
    );
}
