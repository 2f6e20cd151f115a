/**
 * What becomes of requests otherwise: `npm run diff -- [--format text|json|markdown] OLD NEW`, each a file or a folder of manifests. Exits with 0 where
 * nothing changes, 1 where something does, 2 where it can't be done.
 */
import { parseArgs } from 'node:util';
import { MeshDiff } from '../src/diff/mesh-diff';
import { readYamlFiles } from '../src/files/yaml-files';
import { Mesh } from '../src/mesh/mesh';
import { DiffFormat, parseDiffFormat } from '../src/report/diff-format';
import { DiffWriter } from '../src/report/diff-writer';

const USAGE = 'usage: npm run diff -- [--format text|json|markdown] OLD NEW\n';

function main(args: string[]): number {
  const { format, paths } = read(args);
  if (format === undefined || paths.length !== 2) {
    process.stderr.write(USAGE);
    return 2;
  }
  const [before, after] = paths.map(meshAt);
  if (before === undefined || after === undefined) {
    return 2;
  }
  const diff = MeshDiff.between(before, after);
  process.stdout.write(DiffWriter.write(diff, { format }));
  return diff.isEmpty ? 0 : 1;
}

/** The mesh of a file or a folder; undefined where something of it can't be read, which would show as a change. */
function meshAt(path: string): Mesh | undefined {
  const { sources, unreadable } = readYamlFiles([path]);
  unreadable.forEach((each) => process.stderr.write(`${each.path}: ${each.reason}\n`));
  const mesh = Mesh.fromYaml([...sources]);
  mesh.faults.forEach(({ origin, message }) =>
    process.stderr.write(`${origin.file ?? ''}:${origin.line ?? ''}: ${message}\n`),
  );
  return unreadable.length + mesh.faults.length > 0 ? undefined : mesh;
}

function read(args: string[]): { format?: DiffFormat; paths: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { format: { type: 'string', default: 'text' } },
    });
    return { format: parseDiffFormat(values.format), paths: positionals };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return { paths: [] };
  }
}

process.exitCode = main(process.argv.slice(2));
