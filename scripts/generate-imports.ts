/** Generates imports/ from schemas/istio/: `npm run imports:generate`. Works offline; the same schemas give the same bytes. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';
import { parse } from 'yaml';
import { emitGroup, HEADER } from './lib/emit';
import { KindSchema } from './lib/schema';

const ROOT = path.join(__dirname, '..');

/** The text of each file of imports/, by its path in that folder. */
export async function generateImports(root: string = ROOT): Promise<Map<string, string>> {
  const groups = new Map<string, KindSchema[]>();
  for (const kind of readSchemas(path.join(root, 'schemas', 'istio'))) {
    const folder = kind.group.split('.')[0];
    groups.set(folder, [...(groups.get(folder) ?? []), kind]);
  }
  const options = JSON.parse(fs.readFileSync(path.join(root, '.prettierrc'), 'utf8')) as object;
  const files = new Map<string, string>();
  const add = async (file: string, text: string): Promise<void> => {
    files.set(file, await format(text, { ...options, parser: 'typescript', plugins: [estree, typescript] }));
  };
  await add('manifest.ts', `${HEADER}\n${fs.readFileSync(path.join(root, 'scripts', 'lib', 'manifest.ts'), 'utf8')}`);
  for (const [folder, kinds] of groups) {
    for (const [name, text] of emitGroup(kinds)) {
      await add(`${folder}/${name}.ts`, text);
    }
  }
  const namespaces = [...groups.keys()].sort().map((folder) => `export * as ${folder} from './${folder}';`);
  await add('index.ts', [HEADER, ...namespaces].join('\n'));
  return files;
}

function readSchemas(folder: string): KindSchema[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => parse(fs.readFileSync(path.join(folder, file), 'utf8')) as KindSchema)
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

async function main(): Promise<void> {
  const files = await generateImports();
  const folder = path.join(ROOT, 'imports');
  fs.rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of files) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  process.stdout.write(`imports: ${files.size} files\n`);
}

if (require.main === module) {
  void main();
}
