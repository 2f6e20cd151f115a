/** Generates src/mesh/wire/ from schemas/: `npm run wire:generate`. Works offline; the same schemas give the same bytes. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';
import { parse } from 'yaml';
import { emitWire } from './lib/emit-wire';
import { KindSchema } from './lib/schema';

const ROOT = path.join(__dirname, '..');
/** Where the generated files lie; others in that folder are written by hand. */
export const WIRE_FOLDER = path.join('src', 'mesh', 'wire');

/** The text of each generated file, by its name. */
export async function generateWire(root: string = ROOT): Promise<Map<string, string>> {
  const folder = path.join(root, 'schemas', 'istio');
  const groups = new Map<string, KindSchema[]>();
  for (const file of fs.readdirSync(folder).sort()) {
    const kind = parse(fs.readFileSync(path.join(folder, file), 'utf8')) as KindSchema;
    const group = kind.group.split('.')[0];
    groups.set(group, [...(groups.get(group) ?? []), kind]);
  }
  const options = JSON.parse(fs.readFileSync(path.join(root, '.prettierrc'), 'utf8')) as object;
  const files = new Map<string, string>();
  for (const [group, kinds] of groups) {
    const plugins = [estree, typescript];
    files.set(`${group}.ts`, await format(emitWire(kinds), { ...options, parser: 'typescript', plugins }));
  }
  return files;
}

async function main(): Promise<void> {
  const files = await generateWire();
  for (const [file, text] of files) {
    fs.mkdirSync(path.join(ROOT, WIRE_FOLDER), { recursive: true });
    fs.writeFileSync(path.join(ROOT, WIRE_FOLDER, file), text);
  }
  process.stdout.write(`wire: ${files.size} files\n`);
}

if (require.main === module) {
  void main();
}
