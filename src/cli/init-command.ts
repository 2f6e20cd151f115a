import { Command, InvalidArgumentError, Option } from 'commander';
import { checkHost } from '../kernel/host';
import { checkLabelName } from '../kernel/kube-name';
import { CommandContext } from './command-context';
import { AppFile, AppOptions, className, CredentialSource, Pipeline } from './init/app-options';
import { appFiles } from './init/app-files';
import { FoundFolder, lookAt, repositoryAbove } from './init/existing-app';
import { ingressFiles } from './init/ingress-files';
import { pipelineFiles } from './init/pipeline-files';
import { Versions } from './init/versions';
import { writeApp } from './init/write-app';
import { manifest } from './package-root';
import { Terminal } from './terminal';

interface InitOptions {
  readonly host: string;
  readonly service: string;
  readonly namespace: string;
  readonly port: number;
  readonly credential: CredentialSource;
  readonly ci: Pipeline;
  readonly dryRun?: true;
}

const CREDENTIALS: readonly CredentialSource[] = ['existing', 'cert-manager', 'self-signed', 'local-ca'];
const PIPELINES: readonly Pipeline[] = ['github', 'gitlab', 'both', 'none'];

/** Makes an app, or adds an ingress to one. */
export function initCommand({ terminal }: CommandContext): Command {
  return new Command('init')
    .argument('[folder]', 'an empty or a new folder, or that of a cdk8s app in TypeScript', '.')
    .option('--host <host>', 'the public host', 'shop.example.com')
    .option('--service <name>', 'the Service behind it, after which all is named', 'shop')
    .option('--namespace <name>', 'the namespace of both', 'default')
    .addOption(new Option('--port <number>', 'the port of the Service').argParser(portOf).default(80))
    .addOption(
      new Option('--credential <source>', 'where the certificate comes from').choices(CREDENTIALS).default('existing'),
    )
    .addOption(new Option('--ci <system>', 'the pipelines to write files for').choices(PIPELINES).default('github'))
    .option('--dry-run', 'print the files and write nothing')
    .addHelpText(
      'after',
      `
Nothing that is there is overwritten. In an app that exists, a chart and a test are added, and what else it takes is told.

Examples:
  $ cdk8s-istio init shop --host shop.example.com --credential cert-manager
  $ cd my-cdk8s-app && npx cdk8s-istio init --service cart --ci none
  $ cdk8s-istio init --dry-run`,
    )
    .action((folder: string, { ci, dryRun, ...options }: InitOptions) => {
      const app: AppOptions = { ...checked(options), host: options.host.toLowerCase(), pipeline: ci };
      const found = lookAt(folder);
      const files = [
        ...(found.isApp ? [] : appFiles(app, new Versions(manifest()))),
        ...ingressFiles(app, found.runner),
        ...pipelineFiles(app),
      ];
      if (dryRun === true) {
        terminal.print(files.map(({ path, text }) => `--- ${path}\n${text}`).join('\n'));
        return;
      }
      const { written, left } = writeApp(folder, files);
      terminal.print(written.map((path) => `wrote ${path}\n`).join(''));
      left.forEach((path) => terminal.tell(`left as it was: ${path}; with --dry-run it tells what would stand there`));
      tellOfRepository(folder, written, terminal);
      terminal.print(`\n${nextSteps(folder, app, found, files)}`);
    });
}

/** Says where the files of pipelines belong, which are only looked for at the root of a repository. */
function tellOfRepository(folder: string, written: readonly string[], terminal: Terminal): void {
  const root = repositoryAbove(folder);
  const pipelines = written.filter((path) => path.startsWith('.git') && path.endsWith('.yml'));
  if (root !== undefined && pipelines.length > 0) {
    terminal.tell(
      `${pipelines.join(' and ')} will not run here: move what you need of it to ${root}, and have its steps run in this folder`,
    );
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65535) {
    throw new InvalidArgumentError('It has to be a number from 1 to 65535.');
  }
  return port;
}

function checked<O extends { readonly host: string; readonly service: string; readonly namespace: string }>(
  options: O,
): O {
  checkHost(options.host, 'the host', '--host');
  checkLabelName(options.service, 'the name of the Service', '--service');
  checkLabelName(options.namespace, 'the namespace', '--namespace');
  return options;
}

function nextSteps(folder: string, { service }: AppOptions, found: FoundFolder, files: readonly AppFile[]): string {
  const enter = folder === '.' ? '' : `  cd ${folder}\n`;
  if (!found.isApp) {
    return `Next:\n${enter}  npm install\n  npm test\n  npx cdk8s synth\n`;
  }
  const name = className(service);
  const test = files.find(({ path }) => path.startsWith('test/'))?.path ?? '';
  const runs = found.runner === 'jest' ? `npx jest ${test}` : `node --import tsx --test ${test}`;
  return [
    'Next:',
    ...(enter === '' ? [] : [enter.trimEnd()]),
    ...(found.dependsOnThis ? [] : ['  npm install cdk8s-istio']),
    '  and in the program, after the app is made:',
    ...(found.isAnalysed ? [] : [`    import { IstioAnalysis } from 'cdk8s-istio';`]),
    `    import { ${name}Ingress } from './${service}-ingress';`,
    ...(found.isAnalysed ? [] : ['    IstioAnalysis.attach(app);']),
    `    new ${name}Ingress(app, '${service}');`,
    `  ${runs}`,
    '  npx cdk8s synth',
    '',
  ].join('\n');
}
