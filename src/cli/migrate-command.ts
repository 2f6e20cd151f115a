import { Command, Option } from 'commander';
import { migrate } from '../migration/migrate';
import { prove } from '../migration/proof';
import { summaryOf } from '../migration/summary';
import { CommandContext } from './command-context';
import { ExitCode } from './exit-code';
import { nothingIn, PATHS, readSources } from './manifests';
import { fileOfPackage, libraryFile, load } from './package-root';
import { OUTPUT, writeFile } from './result';
import { UsageError } from './usage-error';

interface MigrateOptions {
  readonly output?: string;
  readonly out?: string;
  readonly chart?: string;
  readonly printSecrets?: true;
}

/** Turns manifests into TypeScript. */
export function migrateCommand(context: CommandContext): Command {
  return new Command('migrate')
    .argument('<path...>', PATHS)
    .option(OUTPUT, 'the program to write')
    .addOption(new Option('--out <file>', 'the same as --output').hideHelp())
    .option('--chart <id>', 'the id of the chart')
    .option('--print-secrets', 'write what Secrets hold into the program, which is then a secret itself')
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-istio migrate manifests/ --output main.ts
  $ kubectl get gw,vs,dr -n shop -o yaml | cdk8s-istio migrate - --chart shop --output shop.ts`,
    )
    .action(async (paths: string[], options: MigrateOptions) => {
      context.end(await run(paths, options, context));
    });
}

async function run(paths: readonly string[], options: MigrateOptions, { terminal }: CommandContext): Promise<ExitCode> {
  const output = options.output ?? options.out;
  if (output === undefined) {
    throw new UsageError('say which file to write the program to: --output main.ts');
  }
  const { sources, unreadable } = readSources(paths, terminal);
  if (unreadable.length > 0) {
    throw new UsageError(unreadable.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  }
  const migration = migrate(sources, {
    modules: { cdk8s: load('cdk8s'), 'cdk8s-istio': load(libraryFile()) },
    chartId: options.chart,
    printsSecrets: options.printSecrets,
  });
  if (migration.faults.length > 0) {
    migration.faults.forEach(({ file, line, message }) => terminal.tell(`${file ?? ''}:${line ?? 1}: ${message}`));
    return ExitCode.USAGE;
  }
  if (migration.objects.length === 0) {
    throw new UsageError(nothingIn(paths));
  }
  terminal.progress('running what it wrote', 0);
  const { failure, deviations } = await prove(sources, migration, {
    modules: { cdk8s: fileOfPackage('cdk8s'), 'cdk8s-istio': libraryFile() },
    execArgv: process.execArgv,
  });
  if (failure !== undefined || deviations.length > 0) {
    terminal.tell(
      'what it wrote does not render the same objects, so nothing is written; this is a fault of the command',
    );
    deviations.forEach(({ object, message }) => terminal.tell(`${object}: ${message}`));
    if (failure !== undefined) {
      terminal.tell(failure);
    }
    return ExitCode.INTERNAL;
  }
  writeFile(output, migration.code);
  terminal.print(summaryOf(migration));
  return ExitCode.FINE;
}
