import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { requestOf } from '../../scripts/lib/replay-case';
import { parseCase } from '../../scripts/lib/traffic-case';
import { MeshDiff } from '../../src/diff/mesh-diff';
import { differencesOf, keyOfDifferences } from '../../src/diff/outcome/differences';
import { Mesh } from '../../src/mesh/mesh';
import { Simulation } from '../../src/simulation/simulation';
import { RequestTrace } from '../../src/simulation/request-trace';

const CASES = join(__dirname, '..', 'cases');
const FILES = readdirSync(CASES).filter((file) => file.endsWith('.yaml'));

function meshOf(documents: readonly unknown[]): Mesh {
  return Mesh.fromYaml(documents.map((each) => ({ file: 'a.yaml', text: JSON.stringify(each) })));
}

/** What a change is called: hosts that come or go are told as a whole, and so are connections. */
function kindOf(before: RequestTrace, after: RequestTrace): string {
  const differences = differencesOf(before, after);
  if (differences[0].aspect === 'connection') {
    return 'connection';
  }
  const isWhole = (before.virtualHost === undefined) !== (after.virtualHost === undefined);
  return isWhole ? 'host' : keyOfDifferences(differences);
}

it.each(FILES)('%s: what recorded requests show of an object that is taken away is found', (file) => {
  const recorded = parseCase(readFileSync(join(CASES, file), 'utf8'));
  const documents = loadAll(recorded.manifests).filter((each) => each !== null && each !== undefined);
  const whole = meshOf(documents);
  const now = new Date();
  const missed = documents.flatMap((_, index) => {
    const less = meshOf(documents.filter((__, other) => other !== index));
    const kinds = new Set(MeshDiff.between(whole, less).changes.map(({ before, after }) => kindOf(before, after)));
    const [one, other] = [new Simulation(whole, now), new Simulation(less, now)];
    return (
      recorded.requests
        .map((request) => requestOf(request, whole))
        // A name in the handshake that is not that of the request, and calls of gRPC, are no candidates.
        .filter(
          (request) =>
            !request.isGrpc && (!request.isTls || (request.sni === request.host && request.authority === request.host)),
        )
        .flatMap((request) => {
          const [before, after] = [one.send(request), other.send(request)];
          return differencesOf(before, after).length === 0 || kinds.has(kindOf(before, after))
            ? []
            : [{ index, request: `${request.method} ${request.host}${request.target}`, kind: kindOf(before, after) }];
        })
    );
  });
  expect(missed).toEqual([]);
});
