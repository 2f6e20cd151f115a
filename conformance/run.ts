/**
 * Replays traffic cases on real engines: `npm run conformance -- --bin FOLDER --crds FILE CASE...`. Prints each field in which what is seen differs from
 * what was recorded, and closes with `N passed, N failed`. Exits with 0 where all agrees, 1 where something does not, 2 where it can't be done. See README.md.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseCase, RecordedOutcome, RecordedRequest, TrafficCase } from '../scripts/lib/traffic-case';
import { Backend, BACKEND_PORT } from './lib/backend';
import { CaseObjects } from './lib/case-objects';
import { compare, Difference } from './lib/compare';
import { Binaries, ControlPlane } from './lib/control-plane';
import { observe } from './lib/observe';
import { pause } from './lib/processes';
import { Proxy } from './lib/proxy';

const USAGE =
  'usage: npm run conformance -- --bin FOLDER --crds FILE [--etcd FILE] [--kube-apiserver FILE] [--pilot-discovery FILE] [--envoy FILE] [--keep] CASE...\n';
/** Where one request has several ways, it is sent again until it goes the one that was recorded. */
const MOST_TRIES = 30;
/** Until istiod has seen what was applied. */
const PROPAGATION = 700;

interface Options {
  readonly binaries: Binaries;
  readonly crds: string;
  readonly keep: boolean;
  readonly files: readonly string[];
}

async function main(args: string[]): Promise<number> {
  const options = read(args);
  if (options === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const cases = options.files.map((file) => ({ file, recorded: parseCase(readFileSync(file, 'utf8')) }));
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const total = { passed: 0, failed: 0 };
  let plane: ControlPlane | undefined;
  let backend: Backend | undefined;
  try {
    backend = await Backend.start();
    plane = await ControlPlane.start(options.binaries, options.crds, folder);
    for (const { file, recorded } of cases) {
      const failed = await replay(file, recorded, { envoy: options.binaries.envoy, folder, plane });
      total.failed += failed;
      total.passed += recorded.requests.length - failed;
    }
  } finally {
    await plane?.stop();
    await backend?.stop();
    if (options.keep) {
      process.stderr.write(`logs: ${folder}\n`);
    } else {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed > 0 ? 1 : 0;
}

interface Engines {
  readonly envoy: string;
  readonly folder: string;
  readonly plane: ControlPlane;
}

/** Replays a case; how many of its requests failed. */
async function replay(file: string, recorded: TrafficCase, { envoy, folder, plane }: Engines): Promise<number> {
  const objects = new CaseObjects(recorded.manifests, BACKEND_PORT);
  let failed = 0;
  let proxy: Proxy | undefined;
  let sender: string | undefined;
  try {
    const refused = await objects.apply(plane.kube);
    tellRefused(file, recorded, refused);
    await pause(PROPAGATION);
    for (const request of recorded.requests) {
      const from = JSON.stringify(request.from ?? 'gateway');
      if (proxy === undefined || from !== sender) {
        await proxy?.stop();
        proxy = await Proxy.start(envoy, folder, plane, request.from);
        sender = from;
      }
      const differences = await tried(request, proxy, objects);
      differences.forEach(({ field, recorded: was, seen }) =>
        process.stdout.write(`${file}: ${request.name}: ${field}: recorded ${shown(was)}, seen ${shown(seen)}\n`),
      );
      failed += differences.length === 0 ? 0 : 1;
    }
  } finally {
    await proxy?.stop();
    await objects.remove(plane.kube);
  }
  return failed;
}

async function tried(request: RecordedRequest, proxy: Proxy, objects: CaseObjects): Promise<readonly Difference[]> {
  let differences: readonly Difference[] = [];
  for (let count = 0; count < MOST_TRIES; count += 1) {
    const seen = await observe(request, proxy, objects);
    differences = compare(request, seen);
    if (differences.length === 0 || !mayGoElsewhere(request, seen)) {
      return differences;
    }
  }
  return differences;
}

/** Whether it went to another destination, which chance may bring about, rather than to none. */
function mayGoElsewhere({ repeat = 1, expect }: RecordedRequest, seen: RecordedOutcome): boolean {
  return (
    repeat === 1 &&
    seen.connection === expect.connection &&
    seen.clusters !== undefined &&
    expect.clusters !== undefined
  );
}

/** Requests of a case mean nothing where other objects were admitted than when it was recorded. */
function tellRefused(file: string, { admission = [] }: TrafficCase, refused: readonly string[]): void {
  const recorded = admission.map((each) => each.replace(/^Error from server \([A-Za-z]+\): /, ''));
  const added = refused.filter((each) => !recorded.includes(each));
  const missing = recorded.filter((each) => !refused.includes(each));
  added.forEach((each) => process.stdout.write(`${file}: refused now: ${each}\n`));
  missing.forEach((each) => process.stdout.write(`${file}: admitted now, refused then: ${each}\n`));
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function read(args: string[]): Options | undefined {
  try {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        bin: text,
        crds: text,
        etcd: text,
        'kube-apiserver': text,
        'pilot-discovery': text,
        envoy: text,
        keep: { type: 'boolean', default: false },
      },
    });
    const program = (name: 'etcd' | 'kube-apiserver' | 'pilot-discovery' | 'envoy'): string =>
      existing(values[name] ?? join(values.bin ?? process.env.CONFORMANCE_BIN ?? '.', name));
    const crds = values.crds ?? process.env.CONFORMANCE_CRDS;
    return crds === undefined || positionals.length === 0
      ? undefined
      : {
          binaries: {
            etcd: program('etcd'),
            kubeApiServer: program('kube-apiserver'),
            istiod: program('pilot-discovery'),
            envoy: program('envoy'),
          },
          crds: existing(crds),
          keep: values.keep,
          files: positionals.map(existing),
        };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

function existing(file: string): string {
  if (!existsSync(file)) {
    throw new Error(`there is no ${file}`);
  }
  return resolve(file);
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
