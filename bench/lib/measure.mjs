import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const CHILD = join(import.meta.dirname, 'child.cjs');

/** Runs a scenario in a process of its own; wall time is from its start to its end, as its user waits for it. */
export async function measure(scenario, input) {
  const started = performance.now();
  const output = await run([CHILD, scenario.file, JSON.stringify(input)]);
  return { wallMs: performance.now() - started, ...JSON.parse(output) };
}

/** What a scenario renders, by file. */
export async function render(scenario, input) {
  mkdirSync(input.outdir, { recursive: true });
  await run([CHILD, scenario.file, JSON.stringify(input)]);
  const files = readdirSync(input.outdir).sort();
  const contents = files.map((file) => `# ${file}\n${readFileSync(join(input.outdir, file), 'utf8')}`);
  rmSync(input.outdir, { recursive: true });
  return contents.join('');
}

function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) {
        resolve(output);
      } else {
        reject(new Error(`node ${args.join(' ')} ended with ${code}`));
      }
    });
  });
}

/** The median of each number. */
export function medians(samples) {
  return Object.fromEntries(Object.keys(samples[0]).map((key) => [key, median(samples.map((sample) => sample[key]))]));
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
