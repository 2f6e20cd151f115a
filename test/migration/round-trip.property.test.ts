import * as fc from 'fast-check';
import { loadYaml } from '../../src/mesh/load/yaml';
import { ANY_JSON, MADE_KINDS } from '../support/schema-arbitrary';
import { deviationsOf, migrateFiles } from '../support/migration';
import { CASES } from '../support/migration-inputs';

const SHOWN = { printsSecrets: true };

const NAMESPACE = fc.constantFrom(undefined, 'shop', 'edge');
const METADATA = fc.record(
  { labels: fc.dictionary(fc.constantFrom('app', 'team'), fc.constantFrom('', 'web')), generation: fc.nat(9) },
  { requiredKeys: [] },
);

/** Objects of one kind, as its schema lets them be. */
function objectsOf(index: number): fc.Arbitrary<object> {
  const { apiVersion, kind, spec } = MADE_KINDS[index];
  return fc
    .tuple(spec, NAMESPACE, fc.constantFrom('shop', 'front', 'class', 'a.b'), METADATA)
    .map(([made, namespace, name, metadata]) => ({
      apiVersion,
      kind,
      metadata: { ...metadata, name, namespace },
      spec: made,
    }));
}

function expectSame(objects: readonly object[]): void {
  const sources = objects.map((object, index) => ({ file: `${index}.json`, text: JSON.stringify(object) }));
  expect(deviationsOf(sources, migrateFiles(sources, SHOWN))).toEqual([]);
}

test.each(MADE_KINDS.map(({ kind }, index) => [kind, index] as const))('whatever a %s says is rendered', (_, index) => {
  fc.assert(
    fc.property(fc.array(objectsOf(index), { minLength: 1, maxLength: 2 }), (objects) => expectSame(objects)),
    { numRuns: 25 },
  );
});

test('objects of several kinds that refer to one another', () => {
  const service = fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constant('Service'),
    metadata: fc.record({ name: fc.constantFrom('shop', 'cart'), namespace: NAMESPACE }),
    spec: fc.constantFrom({ ports: [{ port: 80 }] }, { ports: [{ port: 80 }, { port: 443 }] }, {}),
  });
  const any = fc.oneof(service, ...MADE_KINDS.map((_, index) => objectsOf(index)));
  fc.assert(
    fc.property(fc.array(any, { minLength: 2, maxLength: 6 }), (objects) => expectSame(objects)),
    { numRuns: 40 },
  );
});

test('objects of kinds that nobody knows', () => {
  const thing = fc.tuple(fc.dictionary(fc.constantFrom('spec', 'data', 'status', 'rules'), ANY_JSON), NAMESPACE);
  fc.assert(
    fc.property(fc.array(thing, { minLength: 1, maxLength: 3 }), (things) =>
      expectSame(
        things.map(([fields, namespace], index) => ({
          ...fields,
          apiVersion: 'example.com/v1',
          kind: 'Thing',
          metadata: { name: `thing-${index}`, namespace },
        })),
      ),
    ),
    { numRuns: 60 },
  );
});

/** Recorded manifests, which make sense, with one value changed. */
test('objects that are nearly right', () => {
  const manifests = CASES.flatMap((source) => loadYaml(source).values.map(({ value }) => value as object)).filter(
    (each) => JSON.stringify(each).includes('istio.io'),
  );
  const odd = fc.constantFrom<unknown>(null, '', 0, -1, 1.5, true, [], {}, [null], [{}], 'a b', { a: 1 });
  const changed = fc
    .tuple(fc.nat(manifests.length - 1), fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }), odd)
    .map(([index, steps, value]) => withOdd(manifests[index], steps, value));
  fc.assert(
    fc.property(changed, (object) => expectSame([object])),
    { numRuns: 300 },
  );
});

/** A copy in which one value below the spec, found by the numbers, is another. */
function withOdd(manifest: object, steps: readonly number[], value: unknown): object {
  const copy = structuredClone(manifest) as { spec?: { [key: string]: unknown } };
  let at = copy.spec ?? {};
  for (const step of steps) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(keys.length, 1)];
    const below = key === undefined ? undefined : at[key];
    if (typeof below !== 'object' || below === null || step % 7 === 0) {
      if (key !== undefined) {
        at[key] = value;
      }
      break;
    }
    at = below as { [key: string]: unknown };
  }
  return copy;
}
