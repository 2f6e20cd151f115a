/** Generates imports/ from schemas/: `npm run imports:generate`. Works offline; the same schemas give the same bytes. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { emitGroup, HEADER } from './lib/emit';
import { formatTypeScript } from './lib/format';
import { importedKinds } from './lib/imported-kinds';

const ROOT = path.join(__dirname, '..');

/** The text of each file of imports/, by its path in that folder. */
export async function generateImports(root: string = ROOT): Promise<Map<string, string>> {
  const groups = importedKinds(root);
  const files = new Map<string, string>();
  const add = async (file: string, text: string): Promise<void> => {
    files.set(file, await formatTypeScript(root, text));
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
