/**
 * Writes TypeScript for manifests: `npm run migrate -- PATH... --out FILE.ts [--chart ID] [--print-secrets]`. The code is run and compared
 * with the manifests before it is written. Exits with 0 where it renders the same objects, 1 where something can't be migrated, 2 for wrong
 * use, 3 where the code renders anything else; nothing is written then.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as cdk8s from 'cdk8s';
import * as istio from '../src';
import { writeWhole } from '../src/files/atomic-file';
import { readYamlFiles } from '../src/files/yaml-files';
import { migrate } from '../src/migration/migrate';
import { prove } from '../src/migration/proof';
import { summaryOf } from '../src/migration/summary';

const USAGE = 'usage: npm run migrate -- PATH... --out FILE.ts [--chart ID] [--print-secrets]\n';

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, chart: { type: 'string' }, 'print-secrets': { type: 'boolean' } },
  });
  if (values.out === undefined || positionals.length === 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { sources, unreadable } = readYamlFiles(positionals);
  if (unreadable.length > 0) {
    unreadable.forEach(({ path, reason }) => process.stderr.write(`${path}: ${reason}\n`));
    return 2;
  }
  const migration = migrate(sources, {
    modules: { cdk8s, 'cdk8s-istio': istio },
    chartId: values.chart,
    printsSecrets: values['print-secrets'],
  });
  if (migration.faults.length > 0) {
    migration.faults.forEach(({ file, line, message }) =>
      process.stderr.write(`${file ?? ''}:${line ?? 1}: ${message}\n`),
    );
    return 1;
  }
  const { failure, deviations } = await prove(sources, migration, {
    modules: { cdk8s: require.resolve('cdk8s'), 'cdk8s-istio': resolve(__dirname, '../src/index.ts') },
    execArgv: process.execArgv,
  });
  if (failure !== undefined || deviations.length > 0) {
    process.stderr.write(failure === undefined ? '' : `the code fails:\n${failure}\n`);
    deviations.forEach(({ object, message }) => process.stderr.write(`${object}: ${message}\n`));
    return 3;
  }
  writeWhole(values.out, migration.code);
  process.stdout.write(summaryOf(migration));
  return 0;
}

void main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
