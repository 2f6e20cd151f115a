import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Testing, Yaml } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { YamlSource } from '../../src/mesh/yaml-source';

const TESTS = join(__dirname, '..');

/** The manifests of each recorded case. */
export const CASES: readonly YamlSource[] = filesIn('cases').map(({ file, text }) => ({
  file,
  text: (parse(text) as { manifests: string }).manifests,
}));

interface AdmissionCase {
  readonly admitted: boolean;
  readonly object: unknown;
}

/** What an API server was seen to admit, kind by kind. */
export const ADMITTED: readonly YamlSource[] = filesIn('admission').map(({ file, text }) => ({
  file,
  text: (parse(text) as AdmissionCase[])
    .filter(({ admitted }) => admitted)
    .map(({ object }) => stringify(object))
    .join('---\n'),
}));

interface Fixture {
  build(chart: Chart): void;
}

/** Objects that between them have every field and every enum value that a typed property can set, kind by kind. */
export const FULL: readonly YamlSource[] = ['extensions', 'networking', 'security', 'telemetry'].flatMap((room) =>
  readdirSync(join(TESTS, room, 'full')).map((file) => {
    const chart = new Chart(new App(), 'full', { namespace: 'shop' });
    (require(`../${room}/full/${file}`) as Fixture).build(chart);
    return { file: file.replace(/ts$/, 'yaml'), text: Yaml.stringify(...(Testing.synth(chart) as object[])) };
  }),
);

function filesIn(folder: string): YamlSource[] {
  return readdirSync(join(TESTS, folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ file, text: readFileSync(join(TESTS, folder, file), 'utf8') }));
}
