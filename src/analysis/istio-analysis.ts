import type { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { noteCreationSites } from '../kernel/creation-site';
import { misuse } from '../kernel/errors';
import { addTo } from '../mesh/lists';
import { Mesh } from '../mesh/mesh';
import { AnalysisOptions, AttachedAnalysisOptions } from './analysis-options';
import { AnalysisReport } from './analysis-report';
import { analyze } from './analyze';
import { Attachment } from './attachment';
import { Finding } from './finding';
import { RULES } from './rules';
import { isAtLeast, Severity } from './severity';
import { Suppression, suppressOn } from './suppression';

/**
 * Finds what is wrong with a mesh before it is applied: Istio's own rules, as far as manifests tell, and those that Istio lacks.
 *
 * @see https://istio.io/latest/docs/reference/config/analysis/
 */
export class IstioAnalysis {
  /**
   * Analyses an app whenever it is synthesized, and fails the synth where something is wrong. Call it before constructs are made, so that
   * findings can tell where in the program each was.
   *
   * @throws if the scope is no app, or is one that is analysed already; the app's `synth()` throws if there are findings.
   */
  public static attach(app: IConstruct, options: AttachedAnalysisOptions = {}): void {
    if (!(app instanceof cdk8s().App)) {
      throw misuse({
        at: app,
        rule: 'an analysis is attached to the app, because a mesh is more than one chart',
        received: app.constructor.name,
        fix: 'IstioAnalysis.attach(app)',
      });
    }
    if (ATTACHED.has(app)) {
      throw misuse({
        at: app,
        rule: 'an app is analysed once',
        received: 'a second call',
        fix: 'remove one of the two calls',
      });
    }
    ATTACHED.add(app);
    noteCreationSites(app, process.cwd());
    new Attachment(
      app,
      () => {
        const mesh = Mesh.fromApp(app, options);
        return IstioAnalysis.run(options.cluster?.mergedWith(mesh) ?? mesh, options);
      },
      (report) => judge(report, options),
    );
  }

  /**
   * What the rules find in a mesh.
   *
   * @throws if `except` has a code that no rule has.
   */
  public static run(mesh: Mesh, options: AnalysisOptions = {}): AnalysisReport {
    const except = options.except ?? [];
    const unknown = except.find((code) => !RULES.some((rule) => rule.code === code));
    if (unknown !== undefined) {
      throw misuse({
        at: 'IstioAnalysis.run',
        rule: '`except` names codes of rules',
        received: unknown,
        fix: 'give the codes of findings, such as IST0101',
      });
    }
    return analyze(
      mesh,
      RULES.filter(({ code }) => !except.includes(code)),
      {
        now: options.now ?? new Date(),
        minimumValidity: options.minimumValidity?.toMilliseconds(),
        plainKeys: options.plainKeys,
      },
    );
  }

  /**
   * Says that findings of a rule are fine on a construct and all below it. They stay in the report, with the reason.
   *
   * @throws if the id is no code of a rule, or the reason is empty.
   */
  public static suppress(construct: IConstruct, suppression: Suppression): void {
    suppressOn(construct, suppression);
  }

  private constructor() {}
}

/** Loaded with the first app, which takes longer than analysing manifests without one. */
const cdk8s = (): typeof import('cdk8s') => require('cdk8s') as typeof import('cdk8s');

const ATTACHED = new WeakSet<App>();

/** Of one rule, no more findings than this are told one by one: the same mistake is often made for every host of a fleet. */
const MOST_OF_A_CODE = 20;

/** Prints what does not fail the synth; the errors that do. */
function judge(report: AnalysisReport, options: AttachedAnalysisOptions): string[] {
  const failOn = options.failOn ?? Severity.ERROR;
  const print = options.print ?? Severity.WARNING;
  const told = linesOf(
    report.findings.filter(({ severity }) => !isAtLeast(severity, failOn) && isAtLeast(severity, print)),
    (finding) => `${finding.severity} ${lineOf(finding)}`,
  );
  if (told.length > 0) {
    process.stderr.write(told.map((line) => `${line}\n`).join(''));
  }
  return [
    ...linesOf(report.atLeast(failOn), lineOf),
    ...report.internalErrors.map(
      ({ code, message }) => `internal error in rule ${code}, which is no fault of the app: ${message}`,
    ),
  ];
}

function linesOf(findings: readonly Finding[], inFull: (finding: Finding) => string): string[] {
  const byCode = new Map<string, Finding[]>();
  findings.forEach((finding) => addTo(byCode, finding.code, finding));
  return [...byCode].flatMap(([code, all]) => [
    ...all.slice(0, MOST_OF_A_CODE).map(inFull),
    ...(all.length > MOST_OF_A_CODE ? [`${code}: ${all.length - MOST_OF_A_CODE} more of these`] : []),
  ]);
}

function lineOf({ code, message, fix, place, related }: Finding): string {
  const { constructPath, createdAt, file, line, field } = place;
  const source = [constructPath ?? (file === undefined ? undefined : `${file}:${line ?? 1}`), createdAt]
    .filter(Boolean)
    .join(', ');
  const others = related.map((each) => each.constructPath ?? each.file ?? `${each.namespace}/${each.name}`);
  return [
    `${code} [${source}] ${message}`,
    ...(field === undefined ? [] : [`  field: ${field}`]),
    ...(others.length === 0 ? [] : [`  see also: ${others.join(', ')}`]),
    `  fix: ${fix}`,
  ].join('\n');
}
