import { Command } from 'commander';
import { AnalysisReport } from '../analysis/analysis-report';
import { IstioAnalysis } from '../analysis/istio-analysis';
import { parsePlainKeys, PlainKeys } from '../analysis/plain-keys';
import { RULES } from '../analysis/rules';
import { parseSeverity, Severity } from '../analysis/severity';
import { Mesh } from '../mesh/mesh';
import { parseReportFormat, ReportFormat } from '../report/report-format';
import { ReportWriter } from '../report/report-writer';
import { ruleText } from '../report/rule-text';
import { choice, collect } from './choices';
import { CommandContext } from './command-context';
import { ExitCode } from './exit-code';
import { gatewayNamespaceOption } from './gateway-namespace-option';
import { PATHS, readManifests, tellAssumed } from './manifests';
import { OUTPUT, writeResult } from './result';
import { withGatewayPods, withWhatIsElsewhere } from './taken-for-granted';
import { Terminal } from './terminal';
import { UsageError } from './usage-error';

interface AnalyzeOptions {
  readonly format: ReportFormat;
  readonly failOn: Severity | typeof NEVER;
  readonly except?: readonly string[];
  readonly plainKeys: PlainKeys;
  readonly cluster?: readonly string[];
  readonly partial?: true;
  readonly gatewayNamespace?: string;
  readonly output?: string;
  readonly explain?: string;
}

const NEVER = 'never';

/** Finds what is wrong with manifests. */
export function analyzeCommand(context: CommandContext): Command {
  return new Command('analyze')
    .argument('[path...]', PATHS)
    .addOption(
      choice('-f, --format <format>', 'the form of the report', {
        names: Object.values<string>(ReportFormat),
        parse: parseReportFormat,
      }).default(ReportFormat.TEXT, 'text'),
    )
    .addOption(
      choice('--fail-on <severity>', 'exit with 1 from this severity on', {
        names: [...Object.values<string>(Severity), NEVER],
        parse: (text) => (text === NEVER ? NEVER : parseSeverity(text)),
      }).default(Severity.ERROR, 'error'),
    )
    .option('--except <code>', 'do not run the rule of this code; can be given again', collect)
    .addOption(
      choice('--plain-keys <choice>', 'what a private key in a manifest is', {
        names: Object.values<string>(PlainKeys),
        parse: parsePlainKeys,
      }).default(PlainKeys.WARNED, 'warned'),
    )
    .option('--cluster <path>', 'what the cluster has besides, such as an export; can be given again', collect)
    .option('--partial', 'take gateways, Services and Secrets that are not among the manifests to be in the cluster')
    .addOption(gatewayNamespaceOption())
    .option(OUTPUT, 'write the report to a file')
    .option('--explain <code>', 'tell what a rule finds, why it matters and what to do, and do nothing else')
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-istio analyze dist/
  $ cdk8s-istio analyze --partial dist/
  $ cdk8s-istio analyze --partial --gateway-namespace istio-ingress dist/
  $ helm template shop | cdk8s-istio analyze -
  $ cdk8s-istio analyze --format sarif --output findings.sarif dist/
  $ kubectl get vs,gw,dr,svc,deploy -A -o yaml > cluster.yaml && cdk8s-istio analyze --cluster cluster.yaml dist/
  $ cdk8s-istio analyze --explain IST0101`,
    )
    .action((paths: string[], options: AnalyzeOptions) => {
      context.end(
        options.explain === undefined
          ? analyzePaths(paths, options, context.terminal)
          : explain(options.explain, context.terminal),
      );
    });
}

function analyzePaths(paths: readonly string[], options: AnalyzeOptions, terminal: Terminal): ExitCode {
  if (paths.length === 0) {
    throw new UsageError('give at least one file or folder of manifests, or - for the standard input');
  }
  const cluster = options.cluster === undefined ? undefined : readManifests(options.cluster, terminal);
  const own = readManifests(paths, terminal);
  const given = cluster === undefined ? own.mesh : cluster.mesh.mergedWith(own.mesh);
  const mesh = completed(given, options, terminal);
  terminal.progress(`analysing ${mesh.size} objects`, mesh.size);
  const report = run(mesh, options);
  const colour = options.output === undefined && terminal.isColoured;
  writeResult(ReportWriter.write(report, { format: options.format, colour }), options.output, terminal);
  if (report.internalErrors.length > 0) {
    return ExitCode.INTERNAL;
  }
  if (own.isIncomplete || cluster?.isIncomplete === true) {
    return ExitCode.USAGE;
  }
  return options.failOn !== NEVER && report.atLeast(options.failOn).length > 0 ? ExitCode.FINDINGS : ExitCode.FINE;
}

/** The manifests with what is said or taken to be in the cluster. */
function completed(given: Mesh, { partial, gatewayNamespace }: AnalyzeOptions, terminal: Terminal): Mesh {
  if (partial !== true) {
    return gatewayNamespace === undefined ? given : withGatewayPods(given, gatewayNamespace);
  }
  const [whole] = withWhatIsElsewhere([given], { withGatewayPods: true, gatewayNamespace });
  tellAssumed([whole], terminal);
  return whole.mesh;
}

function run(mesh: Mesh, { except = [], plainKeys }: AnalyzeOptions): AnalysisReport {
  except.forEach((code) => ruleOf(code));
  return IstioAnalysis.run(mesh, { except: [...except], plainKeys });
}

function explain(code: string, terminal: Terminal): ExitCode {
  terminal.print(ruleText(ruleOf(code)));
  return ExitCode.FINE;
}

function ruleOf(code: string): (typeof RULES)[number] {
  const rule = RULES.find((each) => each.code === code.toUpperCase());
  if (rule === undefined) {
    throw new UsageError(`there is no rule ${code}; their codes are IST or CDI with four digits`);
  }
  return rule;
}
