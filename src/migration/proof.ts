import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redactKeys } from '../kernel/redact-keys';
import { YamlSource } from '../mesh/yaml-source';
import { printJavaScript } from './code/program';
import { compare, Deviation } from './comparison';
import { readManifests } from './manifest';
import { Migration } from './migration';

/** Where the code is run. */
export interface ProofOptions {
  /** The files of the modules that the code imports, by their names. */
  readonly modules: { readonly [module: string]: string };
  /**
   * Options of Node for the process.
   *
   * @default none
   */
  readonly execArgv?: readonly string[];
  /**
   * The folder that paths of files are relative to.
   *
   * @default the current one
   */
  readonly cwd?: string;
}

/** What came of running the code: proved where there is neither a failure nor a deviation. */
export interface Proof {
  /** Why the code could not be run. */
  readonly failure?: string;
  readonly deviations: readonly Deviation[];
}

const MOST_OUTPUT = 64 * 1024 * 1024;

/**
 * Runs the code of a migration in a process of its own, reads the YAML that it writes, and compares that with the files, object by object.
 * The order of fields and of objects does not matter, that of lists does.
 */
export async function prove(
  sources: readonly YamlSource[],
  migration: Migration,
  options: ProofOptions,
): Promise<Proof> {
  // Only its owner can enter it, because what is rendered may hold keys.
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-migration-'));
  try {
    const output = join(folder, 'out');
    const program = join(folder, 'program.cjs');
    writeFileSync(program, printJavaScript(migration.program, options.modules), { mode: 0o600 });
    const failure = await run(program, output, options);
    return failure === undefined ? { deviations: deviationsOf(sources, output) } : { failure, deviations: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function deviationsOf(sources: readonly YamlSource[], output: string): Deviation[] {
  const files = readdirSync(output).map((file) => ({ file, text: readFileSync(join(output, file), 'utf8') }));
  const wanted = readManifests(sources);
  const rendered = readManifests(files);
  const faults = [...wanted.faults, ...rendered.faults].map(({ message, file, line }) => ({
    object: 'a document',
    message,
    file,
    line,
  }));
  return [...faults, ...compare(wanted.manifests, rendered.manifests)];
}

function run(program: string, output: string, { execArgv = [], cwd }: ProofOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...execArgv, program],
      { cwd, env: { ...process.env, CDK8S_OUTDIR: output }, maxBuffer: MOST_OUTPUT },
      (error, _stdout, stderr) => resolve(error === null ? undefined : causeIn(stderr || error.message)),
    );
  });
}

/** The message of the error that ended the process. */
function causeIn(output: string): string {
  const lines = redactKeys(output).split('\n');
  const first = lines.findIndex((line) => /^(Uncaught )?\w*Error\b/.test(line));
  const message = first < 0 ? lines : lines.slice(first);
  const end = message.findIndex((line) => /^\s+at /.test(line));
  return message
    .slice(0, end < 0 ? 20 : end)
    .join('\n')
    .trim();
}
