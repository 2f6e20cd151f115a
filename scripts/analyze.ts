/**
 * Analyses files: `npm run analyze -- [--format text|json|sarif|junit] [--fail-on error|warning|info] [--plain-keys warned|forbidden] PATH...`. Exits with
 * 0 where nothing is as bad as `--fail-on` (an error), 1 where something is, 2 where it can't be done, 3 where a rule failed. With `--plain-keys forbidden`,
 * a private key in a manifest is an error.
 */
import { parseArgs } from 'node:util';
import { parsePlainKeys, PlainKeys } from '../src/analysis/plain-keys';
import { parseSeverity, Severity } from '../src/analysis/severity';
import { analyzePaths } from '../src/cli/analyze-command';
import { Terminal } from '../src/cli/terminal';
import { parseReportFormat, ReportFormat } from '../src/report/report-format';

const USAGE =
  'usage: npm run analyze -- [--format text|json|sarif|junit] [--fail-on error|warning|info] [--plain-keys warned|forbidden] PATH...\n';

function main(args: string[]): number {
  const { format, failOn, plainKeys, paths } = read(args);
  if (format === undefined || failOn === undefined || plainKeys === undefined || paths.length === 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  return analyzePaths(paths, { format, failOn, plainKeys }, new Terminal(process.stdout, process.stderr, process.env));
}

function read(args: string[]): { format?: ReportFormat; failOn?: Severity; plainKeys?: PlainKeys; paths: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        'fail-on': { type: 'string', default: 'error' },
        'plain-keys': { type: 'string', default: 'warned' },
      },
    });
    return {
      format: parseReportFormat(values.format),
      failOn: parseSeverity(values['fail-on']),
      plainKeys: parsePlainKeys(values['plain-keys']),
      paths: positionals,
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return { paths: [] };
  }
}

process.exitCode = main(process.argv.slice(2));
