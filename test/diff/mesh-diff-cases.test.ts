import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { parseCase } from '../../scripts/lib/traffic-case';
import { MeshDiff } from '../../src/diff/mesh-diff';
import { differencesOf } from '../../src/diff/outcome/differences';
import { Mesh } from '../../src/mesh/mesh';

const CASES = join(__dirname, '..', 'cases');
const RECORDED = readdirSync(CASES)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ file, ...parseCase(readFileSync(join(CASES, file), 'utf8')) }));
const MESHES = RECORDED.map(({ file, manifests }) => Mesh.fromYaml([{ file, text: manifests }]));
const NOTHING = Mesh.fromYaml([]);

describe('recorded cases', () => {
  it.each(RECORDED.map(({ file }, index) => [file, index] as const))(
    '%s beside nothing and the next one',
    (_file, index) => {
      const next = MESHES[(index + 1) % MESHES.length];
      for (const diff of [
        MeshDiff.between(NOTHING, MESHES[index]),
        MeshDiff.between(MESHES[index], NOTHING),
        MeshDiff.between(MESHES[index], next),
      ]) {
        for (const { before, after, differences, causes } of diff.changes) {
          expect(differences).toEqual(differencesOf(before, after));
          expect(differences.length).toBeGreaterThan(0);
          expect(causes.length).toBeGreaterThan(0);
        }
      }
    },
  );

  it('do not differ from themselves, in whatever order their documents stand', () => {
    fc.assert(
      fc.property(fc.nat(RECORDED.length - 1), fc.infiniteStream(fc.nat()), (index, random) => {
        const documents = loadAll(RECORDED[index].manifests).filter((each) => each !== null && each !== undefined);
        const shuffled = documents
          .map((document) => ({ document, place: random.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ document }) => ({ file: 'b.yaml', text: JSON.stringify(document) }));
        expect(MeshDiff.between(MESHES[index], Mesh.fromYaml(shuffled)).changes).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
