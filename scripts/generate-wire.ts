/** Generates src/mesh/wire/ from schemas/: `npm run wire:generate`. Works offline; the same schemas give the same bytes. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { emitWire } from './lib/emit-wire';
import { formatTypeScript } from './lib/format';
import { istioKinds } from './lib/imported-kinds';

const ROOT = path.join(__dirname, '..');
/** Where the generated files lie; others in that folder are written by hand. */
export const WIRE_FOLDER = path.join('src', 'mesh', 'wire');

/** The text of each generated file, by its name. */
export async function generateWire(root: string = ROOT): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [group, kinds] of istioKinds(root)) {
    files.set(`${group}.ts`, await formatTypeScript(root, emitWire(kinds)));
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
