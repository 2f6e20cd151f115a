import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { parseCase } from '../../scripts/lib/traffic-case';
import { Mesh } from '../../src/mesh/mesh';
import { isJsonObject } from '../../src/mesh/wire/json';
import { Client } from '../../src/simulation/client';
import { Request } from '../../src/simulation/request';
import { Simulation } from '../../src/simulation/simulation';

const CASES = join(__dirname, '..', 'cases');
const RECORDED = readdirSync(CASES)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => parseCase(readFileSync(join(CASES, file), 'utf8')));

const ODD_VALUES: readonly unknown[] = [null, '', '*', 0, -1, 1e9, true, [], {}, '(', '%', '~', '.', '/', 'a/b/c'];

/** A copy in which what stands at a place, counted through the whole, is another value; undefined takes it out. */
function mutated(value: unknown, at: { left: number }, other: unknown): unknown {
  if (at.left-- === 0) {
    return other;
  }
  if (Array.isArray(value)) {
    return value.map((each) => mutated(each, at, other)).filter((each) => each !== undefined);
  }
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mutated(each, at, other)]))
    : value;
}

const mutations = fc.array(fc.tuple(fc.nat(40), fc.nat(60), fc.constantFrom(undefined, ...ODD_VALUES)), {
  maxLength: 6,
});
const target = fc.oneof(
  fc.webPath().map((path) => path || '/'),
  fc.string({ unit: 'binary' }).map((text) => `/${text}`),
  fc.constantFrom('/%', '/%zz', '/..', '/../..', '//', '/\\..', '/a?b&=c&d=', '?x'),
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '*', 'Bearer a.b.c', 'Bearer ..', 'a:b', '[::1]', '('),
);

function sum(shares: readonly number[]): number {
  return shares.reduce((total, share) => total + share, 0);
}

it('answers any request to any mesh, and its outcomes make up a whole', () => {
  fc.assert(
    fc.property(
      fc.nat(RECORDED.length - 1),
      mutations,
      target,
      fc.record({
        method: fc.constantFrom('GET', 'HEAD', 'OPTIONS', ''),
        authorization: text,
        host: text,
        sni: text,
        origin: text,
      }),
      fc.nat(20),
      (index, changes, path, sent, chosen) => {
        const recorded = RECORDED[index];
        const manifests = loadAll(recorded.manifests).filter((each) => each !== null && each !== undefined);
        for (const [document, place, other] of changes) {
          const at = document % manifests.length;
          const manifest = manifests[at];
          manifests[at] = isJsonObject(manifest)
            ? { ...manifest, spec: mutated(manifest.spec, { left: place }, other) }
            : manifest;
        }
        const simulator = new Simulation(
          Mesh.fromYaml(manifests.map((each) => ({ file: 'a.yaml', text: JSON.stringify(each) }))),
          new Date(0),
        );
        const { url, from = 'gateway' } = recorded.requests[chosen % recorded.requests.length];
        const { method, authorization, host, sni, origin } = sent;
        const client =
          from === 'gateway' || from.gateway !== undefined
            ? Client.outside()
            : Client.pod(from.namespace ?? '', from.labels);
        const trace = simulator.send(
          Request.of(url.replace(/(\/\/[^/]*).*$/, '$1') + path.replace(/#/g, ''), {
            from: client,
            method,
            sni,
            headers: { authorization, origin, ...(host === '' ? {} : { host }) },
          }),
        );
        expect(sum(trace.outcomes.map(({ share }) => share))).toBeCloseTo(1, 6);
      },
    ),
    { numRuns: 200 },
  );
});

it('answers the same, however often it is asked and in whatever order manifests stand', () => {
  for (const { manifests, requests } of RECORDED) {
    const documents = loadAll(manifests).filter((each) => each !== null && each !== undefined);
    const meshes = [documents, [...documents].reverse()].map((each) =>
      Mesh.fromYaml(each.map((document) => ({ file: 'a.yaml', text: JSON.stringify(document) }))),
    );
    const outcomesOf = (mesh: Mesh) => {
      const simulator = new Simulation(mesh, new Date(0));
      return requests.map(({ url }) =>
        simulator
          .send(Request.get(url))
          .outcomes.map(({ share, status, cluster, workload, reason }) => ({
            share,
            status,
            cluster,
            workload,
            reason,
          }))
          .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
      );
    };
    const [forward, backward] = meshes.map(outcomesOf);
    expect(backward).toEqual(forward);
    expect(outcomesOf(meshes[0])).toEqual(forward);
  }
});
