import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../src/analysis/analyze';
import { Finding } from '../../src/analysis/finding';
import { ManifestPlace } from '../../src/mesh/manifest-place';
import { Policy, Rule } from '../../src/analysis/rule';
import { RULES } from '../../src/analysis/rules';
import { loadYaml } from '../../src/mesh/load/yaml';
import { Mesh } from '../../src/mesh/mesh';

/** What a rule is expected to find in a fixture: in words that a person checks at a glance. */
export interface ExpectedFinding {
  /** `VirtualService default/shop spec.http[0]`. */
  readonly at: string;
  readonly line: number;
  readonly message: string;
  readonly related?: readonly string[];
}

/** A file of manifests, and what one rule finds in it. Its first document says what it is about and what is expected. */
export interface RuleFixture {
  readonly code: string;
  readonly file: string;
  readonly text: string;
  readonly about: string;
  readonly expect: readonly ExpectedFinding[];
  /** Why the rule does not run; undefined where it does. */
  readonly skipped?: string;
  /** What it is judged by: the time, and what `policy` of the first document says. */
  readonly policy: Policy;
}

const NOW = '2026-06-01T00:00:00Z';

const FOLDER = join(__dirname, '../analysis/rules');

/** All fixtures, by the code of their rule. */
export const FIXTURES: readonly RuleFixture[] = readdirSync(FOLDER)
  .sort()
  .flatMap((code) =>
    readdirSync(join(FOLDER, code))
      .sort()
      .map((file) => readFixture(code, file)),
  );

function readFixture(code: string, file: string): RuleFixture {
  const text = readFileSync(join(FOLDER, code, file), 'utf8');
  const [header] = text.split(/^---$/m);
  const { now, policy, ...words } = loadYaml({ file, text: header }).values[0].value as Omit<RuleFixture, 'policy'> & {
    now?: string;
    policy?: Omit<Policy, 'now'>;
  };
  const { about, expect, skipped } = words;
  return { code, file, text, about, expect, skipped, policy: { ...policy, now: new Date(now ?? NOW) } };
}

/** The manifests of a fixture, whose lines are those of the file. */
export function meshOf({ file, text }: RuleFixture): Mesh {
  const header = text.split(/^---$/m)[0];
  const blank = header.replace(/[^\n]/g, '');
  return Mesh.fromYaml([{ file, text: blank + text.slice(header.length) }]);
}

/** The rule of a code. */
export function ruleOf(code: string): Rule {
  const rule = RULES.find((each) => each.code === code);
  if (rule === undefined) {
    throw new Error(`there is no rule ${code}`);
  }
  return rule;
}

/** What the rule of a fixture finds in it, in the fixture's words. */
export function findingsOf(fixture: RuleFixture, mesh: Mesh = meshOf(fixture)): ExpectedFinding[] {
  const report = analyze(mesh, [ruleOf(fixture.code)], fixture.policy);
  if (report.internalErrors.length > 0) {
    throw new Error(report.internalErrors[0].message);
  }
  return report.findings.map(inWords);
}

function inWords({ place, message, related }: Finding): ExpectedFinding {
  return {
    at: placeInWords(place),
    line: place.line ?? 0,
    message,
    ...(related.length === 0 ? {} : { related: related.map(placeInWords) }),
  };
}

function placeInWords({ kind, namespace, name, field }: ManifestPlace): string {
  const title = `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
  return field === undefined ? title : `${title} ${field}`;
}
