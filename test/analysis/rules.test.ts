import { Mesh } from '../../src/mesh/mesh';
import { Kind } from '../../src/mesh/mesh-object';
import { RULES } from '../../src/analysis/rules';
import { findingsOf, FIXTURES, meshOf, RuleFixture, ruleOf } from '../support/rule-fixture';

const CODE = /^(IST|CDI)\d{4}$/;
const NAME = /^([A-Z][a-z0-9]*)+$/;

describe.each(FIXTURES.map((fixture) => [`${fixture.code}/${fixture.file}: ${fixture.about}`, fixture] as const))(
  '%s',
  (_, fixture) => {
    test('what is found', () => {
      expect(findingsOf(fixture)).toEqual(fixture.expect);
      expect(ruleOf(fixture.code).undecidable?.(meshOf(fixture))).toBe(fixture.skipped);
    });

    test('the order of objects does not show', () => {
      const mesh = meshOf(fixture);
      // Of what is written twice the last counts, and what can't be read is called by its line.
      if (mesh.duplicates.length + mesh.faults.length > 0) {
        return;
      }
      const backwards = Mesh.fromYaml([{ file: fixture.file, text: '' }]).mergedWith(reversed(fixture));
      expect(findingsOf(fixture, backwards).map(({ line, ...finding }) => ({ ...finding, line: typeof line }))).toEqual(
        fixture.expect.map((finding) => ({ ...finding, line: 'number' })),
      );
    });
  },
);

/** The same manifests, last first. */
function reversed({ text, file }: RuleFixture): Mesh {
  const [, ...documents] = text.split(/^---$/m);
  return Mesh.fromYaml([{ file, text: documents.reverse().join('\n---\n') }]);
}

describe.each(RULES.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  const fixtures = FIXTURES.filter((fixture) => fixture.code === code);

  test('says what it is', () => {
    expect(rule.code).toMatch(CODE);
    expect(rule.name).toMatch(NAME);
    expect(rule.summary).toMatch(/^[A-Z].*\.$/s);
    expect(rule.explanation.length).toBeGreaterThan(100);
    expect(rule.fix).toMatch(/^[A-Z`].*\.$/s);
    expect(rule.docs).toMatch(/^https:\/\//);
  });

  test('has fixtures in which it finds something, and others in which it finds nothing', () => {
    expect(fixtures.some((fixture) => fixture.expect.length > 0)).toBe(true);
    expect(fixtures.some((fixture) => fixture.expect.length === 0)).toBe(true);
  });

  test('reads what it declares, and nothing else', () => {
    const read = new Set<string>();
    for (const fixture of fixtures) {
      readKinds(meshOf(fixture), read, (mesh) => findingsOf(fixture, mesh));
    }
    expect([...read].sort()).toEqual([...new Set(rule.inputs.map(keyOfKind))].sort());
  });
});

function keyOfKind({ group, kind }: Kind): string {
  return `${group}/${kind}`;
}

function readKinds(mesh: Mesh, read: Set<string>, run: (mesh: Mesh) => unknown): void {
  const [all, get] = [mesh.all.bind(mesh), mesh.get.bind(mesh)];
  jest.spyOn(mesh, 'all').mockImplementation((kind) => {
    read.add(keyOfKind(kind));
    return all(kind);
  });
  jest.spyOn(mesh, 'get').mockImplementation((kind, namespace, name) => {
    read.add(keyOfKind(kind));
    return get(kind, namespace, name);
  });
  run(mesh);
}

test('codes and names belong to one rule each, and rules stand in the order of their codes', () => {
  const codes = RULES.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(RULES.map(({ name }) => name)).size).toBe(codes.length);
  expect(codes).toEqual([...codes].sort());
});

test('every folder of fixtures is that of a rule', () => {
  expect(
    [...new Set(FIXTURES.map(({ code }) => code))].filter((code) => !RULES.some((rule) => rule.code === code)),
  ).toEqual([]);
});
