import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayCase } from '../../scripts/lib/replay-case';
import { parseCase } from '../../scripts/lib/traffic-case';

const CASES = join(__dirname, '..', 'cases');
const FILES = readdirSync(CASES).filter((file) => file.endsWith('.yaml'));

it('has recordings of real engines to compare with', () => {
  const requests = FILES.flatMap((file) => parseCase(readFileSync(join(CASES, file), 'utf8')).requests);
  expect(FILES.length).toBeGreaterThanOrEqual(45);
  expect(requests.length).toBeGreaterThanOrEqual(333);
});

describe.each(FILES)('%s', (file) => {
  const replayed = replayCase(file, parseCase(readFileSync(join(CASES, file), 'utf8')));

  it.each(replayed.map(({ request, differences }) => [request.name, differences] as const))(
    '%s',
    (_name, differences) => {
      expect(differences).toEqual([]);
    },
  );
});
