// npm run bench:rules [-- <objects>]: the slowest rules on a mesh of so many objects, and how they grow with four times as many. Build first.
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);
const { Mesh } = load('../lib/index.js');
const { RULES } = load('../lib/analysis.js').load('src/analysis/rules/index.js');
const { fullMeshYaml } = load('./lib/full-mesh-yaml.cjs');

const SHOWN = 30;
/** What is looked at for a shorter time says nothing of growth. */
const LEAST_MS = 5;

const count = Number(process.argv[2] ?? 16_000);
// Once before, so that the first measurement has compiled code too.
timesOf(count);
const [fewer, more] = [timesOf(count), timesOf(count * 4)];
const sum = (times) => [...times.values()].reduce((total, ms) => total + ms, 0);
console.log(
  `${RULES.length} rules: ${sum(fewer).toFixed(0)} ms for ${count} objects, ${sum(more).toFixed(0)} ms for ${count * 4}`,
);
for (const [name, ms] of [...more].sort(([, a], [, b]) => b - a).slice(0, SHOWN)) {
  const before = fewer.get(name);
  const growth = before < LEAST_MS ? '' : `x ${(ms / before).toFixed(1)}`;
  console.log(`${name.padEnd(50)} ${ms.toFixed(0).padStart(7)} ms ${growth.padStart(8)}`);
}

/** Milliseconds of each rule; of what several share, the first has the cost. */
function timesOf(objects) {
  const mesh = Mesh.fromYaml(fullMeshYaml(objects).map((text, index) => ({ file: `mesh-${index}.yaml`, text })));
  const policy = { now: new Date() };
  return new Map(
    RULES.map((rule) => {
      const started = performance.now();
      if (rule.undecidable?.(mesh) === undefined) {
        rule.check(mesh, () => undefined, policy);
      }
      return [`${rule.code} ${rule.name}`, performance.now() - started];
    }),
  );
}
