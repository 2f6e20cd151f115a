import { AnalysisReport, CheckRun } from '../analysis/analysis-report';
import { Finding } from '../analysis/finding';
import { Severity } from '../analysis/severity';
import { counted } from './counted';
import { oneLine } from './one-line';
import { Palette, paletteOf } from './palette';
import { describePlace } from './place-text';

const COLOURS: { readonly [severity in Severity]: keyof Palette } = {
  [Severity.ERROR]: 'bad',
  [Severity.WARNING]: 'doubtful',
  [Severity.INFO]: 'noted',
};

/** A report for people. Explanation and fix of a rule stand with its first finding only. */
export function textReport(report: AnalysisReport, inColour: boolean): string {
  const palette = paletteOf(inColour);
  const explained = new Set<string>();
  const blocks = report.findings.map((finding) => {
    const isFirst = !explained.has(finding.code);
    explained.add(finding.code);
    return [...headOf(finding, palette), ...(isFirst ? helpOf(finding, palette) : [])].join('\n');
  });
  return [...blocks, footOf(report, palette).join('\n'), ''].join('\n\n').replace(/\n\n$/, '\n');
}

function headOf({ severity, code, rule, message, place, related }: Finding, palette: Palette): string[] {
  return [
    `${palette[COLOURS[severity]](severity)} ${palette.strong(code)} ${rule}: ${withoutBreaks(message)}`,
    `  at ${withoutBreaks(describePlace(place))}`,
    ...related.map((each) => `  and ${withoutBreaks(describePlace(each))}`),
  ];
}

function helpOf({ explanation, fix, docs }: Finding, { weak }: Palette): string[] {
  return [
    `  ${weak('why:')} ${withoutBreaks(explanation)}`,
    `  ${weak('fix:')} ${withoutBreaks(fix)}`,
    `  ${weak('see:')} ${docs}`,
  ];
}

function footOf(report: AnalysisReport, { weak, bad }: Palette): string[] {
  const skipped = report.checks.filter((check) => check.skipped !== undefined);
  const counts = [
    counted(report.count(Severity.ERROR), 'error'),
    counted(report.count(Severity.WARNING), 'warning'),
    counted(report.count(Severity.INFO), 'note'),
    ...(report.suppressed.length === 0 ? [] : [`${report.suppressed.length} suppressed`]),
  ];
  return [
    `${counted(report.objects, 'object')}: ${counts.join(', ')}; ${report.checks.length - skipped.length} checks ran${skipped.length === 0 ? '' : `, ${skipped.length} could not:`}`,
    ...[...byReason(skipped)].map(([reason, codes]) => weak(`  ${withoutBreaks(reason)}: ${codes.join(', ')}`)),
    ...report.internalErrors.map(({ code, message }) =>
      bad(`internal error in ${code}, which is no fault of the mesh: ${withoutBreaks(message)}`),
    ),
  ];
}

/** The codes of checks that could not run, by what they miss. */
function byReason(checks: readonly CheckRun[]): ReadonlyMap<string, readonly string[]> {
  const codes = new Map<string, string[]>();
  for (const { code, skipped = '' } of checks) {
    codes.set(skipped, [...(codes.get(skipped) ?? []), code]);
  }
  return codes;
}

/** One line, and nothing in it that a terminal would take for a command. */
function withoutBreaks(text: string): string {
  return oneLine(text.replace(/\s+/g, ' ')).trim();
}
