import * as fc from 'fast-check';
import { analyze } from '../../src/analysis/analyze';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { Rule } from '../../src/analysis/rule';
import { RULES } from '../../src/analysis/rules';
import { Mesh } from '../../src/mesh/mesh';
import { JsonObject } from '../../src/mesh/wire/json';
import { loadYaml } from '../../src/mesh/load/yaml';
import { FIXTURES } from '../support/rule-fixture';

/** Every manifest of every fixture: what rules have to do with. */
const MANIFESTS: readonly JsonObject[] = FIXTURES.flatMap(({ file, text }) =>
  loadYaml({ file, text }).values.flatMap(({ value }) =>
    typeof value === 'object' && value !== null && 'kind' in value && 'metadata' in value ? [value as JsonObject] : [],
  ),
);

/** Values that stand where others are expected. */
const odd = fc.oneof(
  fc.constantFrom(
    null,
    '',
    '*',
    '.',
    '*.',
    'a.b',
    '-',
    '/',
    '//',
    'x/y/z',
    0,
    -1,
    1.5,
    4294967295,
    true,
    false,
    [],
    {},
    [[]],
    [{}],
    [null],
  ),
  fc.string(),
  fc.json().map((text) => JSON.parse(text) as unknown),
);

/** A copy in which one value, found by the numbers, is another. */
function withOdd(manifest: JsonObject, steps: readonly number[], value: unknown): unknown {
  const copy: { [key: string]: unknown } = structuredClone(manifest);
  let at = copy;
  for (const step of steps) {
    const keys = Object.keys(at).filter((key) => at !== copy || !['apiVersion', 'kind'].includes(key));
    if (keys.length === 0) {
      break;
    }
    const key = keys[step % keys.length];
    const below = at[key];
    if (typeof below !== 'object' || below === null || step % 7 === 0) {
      at[key] = value;
      break;
    }
    at = below as { [key: string]: unknown };
  }
  return copy;
}

test('whatever stands in manifests, no rule fails', () => {
  const mutated = fc
    .tuple(fc.nat(MANIFESTS.length - 1), fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }), odd)
    .map(([index, steps, value]) => withOdd(MANIFESTS[index], steps, value));
  const whole = fc.nat(MANIFESTS.length - 1).map((index) => MANIFESTS[index]);
  fc.assert(
    fc.property(fc.array(fc.oneof(mutated, whole), { minLength: 1, maxLength: 12 }), (manifests) => {
      const mesh = Mesh.fromYaml(
        manifests.map((each, index) => ({ file: `${index}.json`, text: JSON.stringify(each) })),
      );
      expect(IstioAnalysis.run(mesh).internalErrors).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('objects without a spec make no rule fail', () => {
  const bare = [
    ...new Map(
      MANIFESTS.map(({ apiVersion, kind }) => [`${String(apiVersion)} ${String(kind)}`, { apiVersion, kind }]),
    ).values(),
  ];
  const whole = MANIFESTS.filter(({ kind }) =>
    ['DestinationRule', 'Pod', 'Service', 'VirtualService'].includes(String(kind)),
  );
  const failing = bare.flatMap(({ apiVersion, kind }) => {
    const all = [...whole.slice(0, 40), { apiVersion, kind, metadata: { name: 'bare', namespace: 'shop' } }];
    const mesh = Mesh.fromYaml(all.map((each, index) => ({ file: `${index}.json`, text: JSON.stringify(each) })));
    return IstioAnalysis.run(mesh).internalErrors.map(({ code }) => `${code} ${String(kind)}`);
  });
  expect(bare.length).toBeGreaterThan(30);
  expect(failing).toEqual([]);
});

test('a rule may find more than one call takes arguments', () => {
  const count = 150_000;
  const text = 'apiVersion: v1\nkind: Service\nmetadata: {name: shop}';
  const mesh = Mesh.fromYaml([{ file: 'mesh.yaml', text }]);
  const [rule] = RULES;
  const check: Rule['check'] = ({ objects: [object] }, report) => {
    Array.from({ length: count }, () => report({ object, message: 'wrong' }));
  };
  const { findings, internalErrors } = analyze(mesh, [{ ...rule, check }], { now: new Date(0) });
  expect(internalErrors).toEqual([]);
  expect(findings).toHaveLength(count);
});

test('a rule is only run where there is anything that it reads', () => {
  const text = 'apiVersion: v1\nkind: Service\nmetadata: {name: shop}';
  const mesh = Mesh.fromYaml([{ file: 'mesh.yaml', text }]);
  const ran: string[] = [];
  const rules = RULES.map((rule): Rule => ({ ...rule, check: () => ran.push(rule.code) }));
  const { checks } = analyze(mesh, rules, { now: new Date(0) });
  const told = new Set(checks.filter(({ skipped }) => skipped === undefined).map(({ code }) => code));
  const reading = RULES.filter(({ inputs }) => inputs.length === 0 || inputs.some(({ kind }) => kind === 'Service'));
  expect(ran).toEqual(reading.map(({ code }) => code).filter((code) => told.has(code)));
  expect(ran.length).toBeLessThan(told.size);
});

test('the order of objects does not show in a report', () => {
  const picked = fc.uniqueArray(fc.nat(MANIFESTS.length - 1), { minLength: 2, maxLength: 20 });
  const meshOf = (indices: readonly number[]): Mesh =>
    Mesh.fromYaml(indices.map((index) => ({ file: `${index}.json`, text: JSON.stringify(MANIFESTS[index]) })));
  fc.assert(
    fc.property(picked, (indices) => {
      const mesh = meshOf(indices);
      // Of what is written twice the last counts.
      fc.pre(mesh.duplicates.length === 0);
      const { findings } = IstioAnalysis.run(meshOf([...indices].reverse()));
      expect(findings).toEqual(IstioAnalysis.run(mesh).findings);
    }),
    { numRuns: 200 },
  );
});
