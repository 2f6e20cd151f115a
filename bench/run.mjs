// npm run bench [-- <scenario> ...]: what the compiled package costs against plain cdk8s. Prints, and judges nothing.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeCertificate } from './lib/certificate.mjs';
import { measure, medians, render } from './lib/measure.mjs';
import { readScenarios } from './lib/scenarios.mjs';

const COLUMNS = [
  ['scenario', 40],
  ['N', 7],
  ['wall ms', 18],
  ['ratio', 7],
  ['CPU ms', 18],
  ['ratio', 7],
  ['peak MB', 13],
  ['ratio', 7],
];

const scenarios = readScenarios();
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => scenarios.get(name)?.against === undefined);
if (unknown.length > 0) {
  throw new Error(`No scenario that is compared: ${unknown.join(', ')}`);
}
if (!existsSync(resolve(import.meta.dirname, '../lib/index.js'))) {
  throw new Error('Nothing is compiled: npm run build');
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const input = { outdir: join(folder, 'dist'), ...writeCertificate(folder) };
  console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0].model}; medians, ours / theirs`);
  print(COLUMNS.map(([title]) => title));
  for (const [name, scenario] of scenarios) {
    if (scenario.against !== undefined && (chosen.length === 0 || chosen.includes(name))) {
      for (const other of [scenario.against].flat()) {
        await compare(scenario, scenarios.get(other), input);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** One line for each count. The two take turns, so that whatever else the machine does meets both. */
async function compare(ours, theirs, input) {
  for (const count of ours.counts) {
    const own = { ...input, count };
    ours.prepare?.(own);
    if (ours.renders === true && (await render(ours, own)) !== (await render(theirs, own))) {
      throw new Error(`${ours.title} and ${theirs.title} do not render the same bytes for N = ${count}`);
    }
    const samples = { ours: [], theirs: [] };
    for (let round = 0; round < ours.rounds; round++) {
      samples.theirs.push(await measure(theirs, own));
      samples.ours.push(await measure(ours, own));
    }
    const [a, b] = [medians(samples.ours), medians(samples.theirs)];
    const pair = (key) => [`${a[key].toFixed(0)} / ${b[key].toFixed(0)}`, (a[key] / b[key]).toFixed(2)];
    print([`${ours.title} / ${theirs.title}`, String(count), ...pair('wallMs'), ...pair('cpuMs'), ...pair('peakMb')]);
    if (ours.renders !== true) {
      print([`  more than ${theirs.title}`, '', `${(a.wallMs - b.wallMs).toFixed(1)} ms`]);
    }
  }
}

function print(cells) {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(COLUMNS[i][1]) : cell.padStart(COLUMNS[i][1]))).join(' '));
}
