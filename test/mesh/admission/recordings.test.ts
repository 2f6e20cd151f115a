import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CRDS } from '../../support/crd-schema';
import { differences, readRecordings } from '../../../scripts/lib/admission-recording';

const FOLDER = join(__dirname, '../../admission');

describe.each(readdirSync(FOLDER).sort())('as an API server says: %s', (file) => {
  const recordings = readRecordings(join(FOLDER, file));

  test.each(recordings.map((recording) => [recording.name, recording] as const))('%s', (_, recording) => {
    expect(differences(recording)).toEqual([]);
  });
});

test('every kind of Istio has recordings of both verdicts', () => {
  const recordings = readdirSync(FOLDER).flatMap((file) => readRecordings(join(FOLDER, file)));
  const kinds = (admitted: boolean): string[] =>
    recordings.filter((each) => each.admitted === admitted).map(({ object }) => String(object.kind));
  for (const { kind } of CRDS) {
    expect(kinds(true)).toContain(kind);
    expect(kinds(false)).toContain(kind);
  }
});

test('a difference is told by its field', () => {
  const [recording] = readRecordings(join(FOLDER, 'Gateway.yaml'));
  expect(differences({ ...recording, admitted: false, errors: ['x'], stored: {} })).toEqual([
    'admitted: recorded false, here true',
    'errors: recorded ["x"], here []',
    'stored: recorded {}, here undefined',
  ]);
});
