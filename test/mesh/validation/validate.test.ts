import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { admit } from '../../../src/mesh/admission/admission';
import { readObjects } from '../../../src/mesh/load/objects';
import { loadYaml } from '../../../src/mesh/load/yaml';
import { MeshObject } from '../../../src/mesh/mesh-object';
import { FieldPath } from '../../../src/mesh/origin';
import { DURATION_FIELDS } from '../../../src/mesh/validation/message-fields';
import { validate } from '../../../src/mesh/validation/validate';
import { ValidationFault } from '../../../src/mesh/validation/validation-fault';
import { JsonObject } from '../../../src/mesh/wire/json';
import { CRDS } from '../../support/crd-schema';

/** An object that an API server takes, and what Istio has against it: as many errors and warnings as its own validation has. */
interface Fixture {
  readonly object: JsonObject;
  readonly faults: readonly string[];
}

const FIXTURES = readdirSync(__dirname)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => {
    const [{ value }] = loadYaml({ file, text: readFileSync(join(__dirname, file), 'utf8') }).values;
    return [file.replace('.yaml', ''), value as readonly Fixture[]] as const;
  });
const VIRTUAL_SERVICE = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'shop' } };
const ALL = FIXTURES.flatMap(([, fixtures]) => fixtures);

/** Meshes freeze what they are given. */
function copyOf(object: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(object)) as JsonObject;
}

function faultsOf(object: JsonObject): readonly ValidationFault[] {
  return validate(new MeshObject(copyOf(object), {}, 'default'));
}

function told({ level, message, path, code }: ValidationFault): string {
  return `${code === undefined ? '' : `${code} `}${level} ${shownPath(path)}: ${message}`;
}

function shownPath(path: FieldPath): string {
  return path
    .map((key) =>
      typeof key === 'number' ? `[${key}]` : /^[A-Za-z0-9_]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
    )
    .join('')
    .slice(1);
}

describe.each(FIXTURES)('%s', (kind, fixtures) => {
  test.each(fixtures.map((fixture) => [fixture.faults.join('; ') || 'nothing', fixture] as const))(
    '%s',
    (_, fixture) => {
      expect(fixture.object.kind).toBe(kind);
      expect(admit(copyOf(fixture.object))?.admitted).toBe(true);
      expect(faultsOf(fixture.object).map(told)).toEqual(fixture.faults);
    },
  );
});

test('every kind of Istio has fixtures of errors and of none', () => {
  for (const { kind } of CRDS) {
    const ofKind = ALL.filter(({ object }) => object.kind === kind).map(({ faults }) =>
      faults.some((each) => each.startsWith('error ')),
    );
    expect(ofKind).toContain(true);
    expect(ofKind).toContain(false);
  }
});

test('other kinds are none of its business', () => {
  expect(faultsOf({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' }, spec: { ports: 'none' } })).toEqual(
    [],
  );
  expect(
    faultsOf({ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'shop' }, spec: {} }),
  ).toEqual([]);
});

test('nothing that a manifest may hold makes it throw', () => {
  const strange = fc.oneof(
    fc.constantFrom<unknown>(null, true, -1, 1.5, 2 ** 40, '', 'x', '*', [], {}, [null], { a: null }, [[]], [{}]),
    fc.string(),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.nat(), strange, ({ object }, at, value) => {
      const faults = faultsOf(replaced(object, at, value));
      expect(faults.every(({ path }) => path.length > 0)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

/** The object as a mesh has it that an API server let in. */
function stored(object: JsonObject): MeshObject | undefined {
  return readObjects([{ value: copyOf(object), origin: {} }], 'default').objects.find(({ keepsSchema }) => keepsSchema);
}

test.each([
  ['null for a field', { mirrorPercent: null }, []],
  [
    'the name that protobuf has',
    { mirror_percent: 5 },
    ['warning spec.http[0].mirrorPercent: mirrorPercent is deprecated: use mirrorPercentage'],
  ],
])('what a message has beyond the schema is seen: %s', (_, fields, faults) => {
  const route = { route: [{ destination: { host: 'shop' } }], ...fields };
  const object = stored({ ...VIRTUAL_SERVICE, spec: { hosts: ['shop'], http: [route] } });
  expect(object && validate(object).map(told)).toEqual(faults);
});

test.each([
  [
    'a number',
    { maglev: { tableSize: 2 ** 65 } },
    '.maglev.tableSize: 36893488147419103000 does not fit into the field',
  ],
  ['a duration', { httpCookie: { name: 'a', ttl: 'soon' } }, '.httpCookie.ttl: "soon" is no duration'],
])('what fits into the schema but not into the message is seen: %s', (_, consistentHash, fault) => {
  const spec = { host: 'shop', trafficPolicy: { loadBalancer: { consistentHash } } };
  const object = stored({ ...VIRTUAL_SERVICE, kind: 'DestinationRule', spec });
  expect(object && validate(object).map(told)).toEqual([
    `error spec.trafficPolicy.loadBalancer.consistentHash${fault}`,
  ]);
});

test('what keeps its schema has the same faults as if that were not known', () => {
  const strange = fc.oneof(
    fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 2 ** 31, 2 ** 53, 2 ** 65, '', 'soon', '1s', 'x', '*', [], {}),
    fc.string(),
  );
  let kept = 0;
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.nat(), strange, ({ object }, at, value) => {
      const found = stored(replaced(object, at, value));
      kept += found === undefined ? 0 : 1;
      expect(found && validate(found)).toEqual(found && faultsOf(found.manifest));
    }),
    { numRuns: 3000 },
  );
  expect(kept).toBeGreaterThan(300);
});

/** The object with another value in one of its places. */
function replaced(object: JsonObject, at: number, value: unknown): JsonObject {
  const copy = copyOf(object);
  const places: (() => void)[] = [];
  const visit = (owner: object): void => {
    for (const [key, each] of Object.entries(owner)) {
      places.push(() => Object.assign(owner, { [key]: value }));
      if (typeof each === 'object' && each !== null) {
        visit(each as object);
      }
    }
  };
  visit(copy);
  places[at % places.length]();
  return copy;
}

test('the fields of durations are those that the schemas say', () => {
  const names = new Set<string>();
  const visit = (schema: unknown, name: string): void => {
    if (typeof schema === 'object' && schema !== null) {
      for (const [key, value] of Object.entries(schema)) {
        if (key === 'x-istio-format' && value === 'duration') {
          names.add(name);
        }
        visit(value, key);
      }
    }
  };
  CRDS.forEach(({ openAPIV3Schema }) => visit(openAPIV3Schema, ''));
  expect([...DURATION_FIELDS]).toEqual([...names].sort());
});
