import { Mesh } from '../mesh/mesh';
import { AnalysisReport, CheckRun, InternalError } from './analysis-report';
import { ManifestPlace } from '../mesh/manifest-place';
import { Finding, findingOf } from './finding';
import { byOrigin, byText } from './order';
import { Offence, Policy, Rule } from './rule';
import { bySeverity } from './severity';
import { suppressionOf } from './suppression';

/** Runs rules over a mesh. */
export function analyze(mesh: Mesh, rules: readonly Rule[], policy: Policy): AnalysisReport {
  const findings: Finding[] = [];
  const checks: CheckRun[] = [];
  const internalErrors: InternalError[] = [];
  for (const rule of rules) {
    const { code, name } = rule;
    try {
      const skipped = rule.undecidable?.(mesh);
      // One by one: as arguments of one call, the findings of a large mesh would be too many.
      (skipped === undefined && applies(rule, mesh) ? run(rule, mesh, policy) : []).forEach((finding) =>
        findings.push(finding),
      );
      checks.push(skipped === undefined ? { code, rule: name } : { code, rule: name, skipped });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      internalErrors.push({ code, message });
      checks.push({ code, rule: name, skipped: `it failed: ${message}` });
    }
  }
  return new AnalysisReport({ findings: findings.sort(byWeight), checks, internalErrors, objects: mesh.size });
}

/** Whether there is anything that a rule reads. Those that read no kind look at what manifests are, not at what they say. */
function applies({ inputs }: Rule, mesh: Mesh): boolean {
  return inputs.length === 0 || inputs.some((kind) => mesh.all(kind).length > 0);
}

/** Nothing of a rule that fails halfway counts, or what is reported would depend on the order of the objects. */
function run(rule: Rule, mesh: Mesh, policy: Policy): Finding[] {
  const offences: Offence[] = [];
  rule.check(mesh, (offence) => offences.push(offence), policy);
  const judged = { ...rule, severity: rule.severityBy?.(policy) ?? rule.severity };
  return offences.map((offence) => findingOf(judged, offence, suppressionOf(offence.object, rule.code)));
}

/** Worst first; beyond that by code and place, so that the order of the objects does not show. */
function byWeight(a: Finding, b: Finding): number {
  return (
    bySeverity(a.severity, b.severity) ||
    byText(a.code, b.code) ||
    byPlace(a.place, b.place) ||
    byText(a.message, b.message)
  );
}

function byPlace(a: ManifestPlace, b: ManifestPlace): number {
  return (
    byText(a.namespace, b.namespace) ||
    byText(a.kind, b.kind) ||
    byText(a.name, b.name) ||
    byText(a.group, b.group) ||
    compareFields(a.field ?? '', b.field ?? '') ||
    byOrigin(a, b)
  );
}

/** Indices as numbers: `[2]` before `[10]`. */
function compareFields(a: string, b: string): number {
  const padded = (field: string): string => field.replace(/\d+/g, (digits) => digits.padStart(9, '0'));
  return byText(padded(a), padded(b));
}
