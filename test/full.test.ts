import { readdirSync } from 'fs';
import { join } from 'path';
import { App, Chart, Testing } from 'cdk8s';
import { CRDS, schemaErrors } from './support/crd-schema';
import { missingFrom, readKindSchema } from './support/schema-walk';

interface Fixture {
  /** Adds objects that between them set every field and every enum value of a kind, without overrides. */
  build(chart: Chart): void;
  /** Fields and values that the CRD has but istiod refuses, so that the constructs do too. */
  readonly REFUSED?: readonly string[];
}

const ROOMS = ['extensions', 'networking', 'security', 'telemetry'];

/** The kinds, as their schema files are called, with their fixtures. */
const FIXTURES = ROOMS.flatMap((room) =>
  readdirSync(join(__dirname, room, 'full')).map((file): [string, Fixture] => [
    file.replace(/\.ts$/, ''),
    require(`./${room}/full/${file}`) as Fixture,
  ]),
);

test('every kind is here', () => {
  const kinds = CRDS.map(({ kind }) => kind.replace(/\B[A-Z]/g, '-$&').toLowerCase());
  expect(FIXTURES.map(([kind]) => kind).sort()).toEqual(kinds.sort());
});

describe.each(FIXTURES)('%s', (kind, fixture) => {
  const chart = new Chart(new App(), 'full', { namespace: 'shop' });
  fixture.build(chart);
  const manifests = Testing.synth(chart);

  test('every field and enum value of the CRD can be produced by a typed property', () => {
    expect(missingFrom(readKindSchema(kind), manifests)).toEqual(fixture.REFUSED ?? []);
  });

  test('the CRD takes what is produced', () => {
    expect(manifests.flatMap(schemaErrors)).toEqual([]);
  });

  test('synth twice gives the same', () => {
    expect(Testing.synth(chart)).toEqual(manifests);
  });
});
