import { Command } from 'commander';
import { CommandContext } from './command-context';
import { version } from './package-root';

/** A command that is loaded when it is run, so that the others cost it nothing. */
interface Registration {
  readonly name: string;
  readonly description: string;
  readonly load: () => (context: CommandContext) => Command;
}

const COMMANDS: readonly Registration[] = [
  {
    name: 'init',
    description: 'make a cdk8s app with an ingress, a test of its traffic and a pipeline, or add them to one',
    load: () => (require('./init-command') as typeof import('./init-command')).initCommand,
  },
  {
    name: 'analyze',
    description: 'find what is wrong with manifests, before a cluster has them',
    load: () => (require('./analyze-command') as typeof import('./analyze-command')).analyzeCommand,
  },
  {
    name: 'explain',
    description: 'tell where a request goes, and why, without a cluster',
    load: () => (require('./explain-command') as typeof import('./explain-command')).explainCommand,
  },
  {
    name: 'test',
    description: 'test where requests go',
    load: () => (require('./test-command') as typeof import('./test-command')).testCommand,
  },
  {
    name: 'diff',
    description: 'tell which requests end otherwise than before',
    load: () => (require('./diff-command') as typeof import('./diff-command')).diffCommand,
  },
  {
    name: 'graph',
    description: 'draw where requests go, with what is wrong',
    load: () => (require('./graph-command') as typeof import('./graph-command')).graphCommand,
  },
  {
    name: 'migrate',
    description: 'turn manifests into a cdk8s app in TypeScript, and prove that it renders the same objects',
    load: () => (require('./migrate-command') as typeof import('./migrate-command')).migrateCommand,
  },
  {
    name: 'certs',
    description: 'look after the certificates that are made here',
    load: () => (require('./certs-command') as typeof import('./certs-command')).certsCommand,
  },
  {
    name: 'completion',
    description: 'print a script that lets a shell complete commands and options',
    load: () => (context) =>
      (require('./completion-command') as typeof import('./completion-command')).completionCommand(context, () =>
        wholeProgram(context),
      ),
  },
];

/** The program for a command line. Commands that its words don't name have a name and a description only. */
export function programOf(context: CommandContext, words: readonly string[]): Command {
  return programWith(context, ({ name }) => words.includes(name));
}

/** The program with all commands as they are. */
export function wholeProgram(context: CommandContext): Command {
  return programWith(context, () => true);
}

function programWith(context: CommandContext, isLoaded: (command: Registration) => boolean): Command {
  const program = new Command('cdk8s-istio')
    .description('Istio for cdk8s: look at a mesh before a cluster has it')
    .version(version(), '-V, --version', 'tell the version')
    .helpOption('-h, --help', 'tell how it is used')
    .helpCommand('help [command]', 'tell how a command is used')
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-istio analyze dist/
  $ cdk8s-istio explain https://shop.example.com/cart dist/
  $ cdk8s-istio help explain

Exit codes:
  0  nothing is wrong
  1  there are findings, failed tests or differences
  2  it was called in a wrong way, or what it reads can not be read
  3  it failed itself; with CDK8S_ISTIO_DEBUG=1 it tells where`,
    );
  COMMANDS.forEach((each) => {
    const command = isLoaded(each) ? each.load()(context) : new Command(each.name);
    program.addCommand(command.description(each.description).helpOption('-h, --help', 'tell how it is used'));
  });
  return program;
}
