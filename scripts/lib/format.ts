import * as fs from 'node:fs';
import * as path from 'node:path';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

/** Formats generated TypeScript as the rest of the project is. */
export function formatTypeScript(root: string, text: string): Promise<string> {
  const options = JSON.parse(fs.readFileSync(path.join(root, '.prettierrc'), 'utf8')) as object;
  return format(text, { ...options, parser: 'typescript', plugins: [estree, typescript] });
}
