import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ISTIO_ANALYZERS, OTHER_CHECKS } from '../../scripts/lib/istio-analyzers';
import { KIALI_CHECKS } from '../../scripts/lib/kiali-checks';
import { RULES } from '../../src/analysis/rules';
import { generateRuleDocs, RULE_DOCS_FOLDER } from '../../scripts/generate-rule-docs';

const FOLDER = join(__dirname, '../..', RULE_DOCS_FOLDER);

test('there is a page for every rule, and it says what the rule says', () => {
  const pages = generateRuleDocs();
  expect(readdirSync(FOLDER).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) {
    expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text);
  }
});

test('every rule of Istio is that of an analyzer, and no code is said to be missing that is a rule', () => {
  const checks = [...ISTIO_ANALYZERS, ...OTHER_CHECKS];
  const here = checks.flatMap(({ codes }) => codes);
  const missing = checks.flatMap(({ others }) => others?.codes ?? []);
  const rules = RULES.map(({ code }) => code).filter((code) => code.startsWith('IST'));
  expect([...new Set(here)].sort()).toEqual(rules);
  expect(missing.filter((code) => rules.includes(code))).toEqual([]);
});

test("each of Kiali's checks stands once, with rules that there are or with a reason", () => {
  const rules = new Set(RULES.map(({ code }) => code));
  const codes = KIALI_CHECKS.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(KIALI_CHECKS.flatMap((check) => check.codes).filter((code) => !rules.has(code))).toEqual([]);
  expect(KIALI_CHECKS.filter((check) => check.codes.length === 0 && check.reason === undefined)).toEqual([]);
});
