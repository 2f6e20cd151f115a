import { statSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { Mesh } from '../mesh/mesh';
import { TrafficFormat } from '../report/traffic-format';
import { TrafficWriter } from '../report/traffic-writer';
import { RouteCoverage } from '../traffic/route-coverage';
import { TrafficReport } from '../traffic/traffic-report';
import { collect } from './choices';
import { CommandContext } from './command-context';
import { ExitCode } from './exit-code';
import { tellFailure } from './failure';
import { PATHS, readWholeMesh } from './manifests';
import { OUTPUT, writeResult } from './result';
import { Terminal } from './terminal';
import { PlacedSuite, readSuites } from './test-suites';
import { UsageError } from './usage-error';
import { watchPaths } from './watch';

interface TestOptions {
  readonly manifests?: readonly string[];
  readonly format: TrafficFormat;
  readonly output?: string;
  readonly coverage?: true;
  readonly minCoverage?: number;
  readonly watch?: true;
}

const STANDARD_INPUT = '-';

/** Runs traffic tests. */
export function testCommand({ terminal, end }: CommandContext): Command {
  return new Command('test')
    .argument('<file...>', 'files of tests, or folders that hold some')
    .option('-m, --manifests <path>', `the manifests to test: ${PATHS}; can be given again`, collect)
    .addOption(new Option('-f, --format <format>', 'the form').choices(Object.values(TrafficFormat)).default('text'))
    .option(OUTPUT, 'write the results to a file')
    .option('--coverage', 'tell which routes no test reached')
    .addOption(
      new Option('--min-coverage <percent>', 'exit with 1 where tests reach less of the routes').argParser(percent),
    )
    .option(
      '-w, --watch',
      'run again whenever the tests, the manifests or the certificates of clients change, until it is stopped',
    )
    .addHelpText(
      'after',
      `
The manifests are those that a file of tests names under \`manifests\`, and those of --manifests.

Examples:
  $ cdk8s-istio test test/traffic/ --manifests dist/
  $ cdk8s-istio test shop.test.yaml --coverage --min-coverage 80
  $ cdk8s-istio test test/traffic/ -m dist/ --format junit --output traffic.xml
  $ cdk8s-istio test test/traffic/ -m dist/ --watch`,
    )
    .action(async (paths: string[], options: TestOptions) => {
      if (options.watch === true) {
        await testWhileWatching(paths, options, terminal);
      } else {
        end(testPaths(paths, options, terminal));
      }
    });
}

function percent(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 100)) {
    throw new InvalidArgumentError('It has to be a number from 0 to 100.');
  }
  return value;
}

function testPaths(paths: readonly string[], options: TestOptions, terminal: Terminal): ExitCode {
  return testSuites(readSuites(paths, options.manifests ?? []), options, terminal);
}

function testSuites(suites: readonly PlacedSuite[], options: TestOptions, terminal: Terminal): ExitCode {
  const meshes = new Map<string, { readonly mesh: Mesh; readonly coverage: RouteCoverage }>();
  const reports = suites.map(({ suite, manifests }) => {
    const key = JSON.stringify(manifests);
    let read = meshes.get(key);
    if (read === undefined) {
      const mesh = readWholeMesh(manifests, terminal);
      read = { mesh, coverage: new RouteCoverage(mesh) };
      meshes.set(key, read);
    }
    return suite.run(read.mesh, read.coverage);
  });
  const report = TrafficReport.merged(reports);
  const routes = [...meshes.values()].flatMap(({ coverage }) => coverage.routes);
  const isCovered = options.coverage === true || options.minCoverage !== undefined;
  const colour = options.output === undefined && terminal.isColoured;
  const text = TrafficWriter.write(report, { format: options.format, routes: isCovered ? routes : undefined, colour });
  writeResult(text, options.output, terminal);
  const reached =
    routes.length === 0 ? 100 : (100 * routes.filter(({ requests }) => requests > 0).length) / routes.length;
  if (options.minCoverage !== undefined && reached < options.minCoverage) {
    terminal.tell(`tests reach ${reached.toFixed(1)}% of the routes, less than ${options.minCoverage}%`);
    return ExitCode.FINDINGS;
  }
  return report.failed.length > 0 ? ExitCode.FINDINGS : ExitCode.FINE;
}

/** Runs the tests again and again; a fault in what is being written is told, and waits for the next change. */
async function testWhileWatching(paths: readonly string[], options: TestOptions, terminal: Terminal): Promise<void> {
  const given = options.manifests ?? [];
  if ([...paths, ...given].includes(STANDARD_INPUT)) {
    throw new UsageError('the standard input does not change, so that it can not be watched');
  }
  return new Promise((resolve) => {
    let watch = watchPaths([], () => undefined, isFolder);
    const run = (): void => {
      const watched = new Set([...paths, ...given]);
      terminal.clear();
      try {
        const suites = readSuites(paths, given, (path) => watched.add(path));
        suites.flatMap(({ manifests }) => manifests).forEach((path) => watched.add(path));
        testSuites(suites, options, terminal);
      } catch (error) {
        tellFailure(error, terminal);
      }
      terminal.tell('waiting for changes; stop with Ctrl-C');
      watch.close();
      watch = watchPaths([...watched], run, isFolder);
    };
    process.once('SIGINT', () => {
      watch.close();
      resolve();
    });
    run();
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
