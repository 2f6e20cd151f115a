/**
 * Runs the commands that docs/cli.md and the README show, and writes into them what they print: part of `npm run docs:generate`. A test fails
 * while a page shows anything else.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { bundleWhole } from './lib/bundle-whole';
import { synthExample } from './lib/synth-example';
import { withTranscripts } from './lib/transcript';

const ROOT = path.join(__dirname, '..');
/** The pages, by their paths from the root of the project. */
export const TRANSCRIPT_PAGES = ['README.md', 'docs/cli.md'];

/** The text of each page, as it has to be. */
export async function generateTranscripts(): Promise<Map<string, string>> {
  fs.mkdirSync(path.join(ROOT, 'build'), { recursive: true });
  const folder = fs.mkdtempSync(path.join(ROOT, 'build', 'transcripts-'));
  try {
    const command = await bundleWhole(folder);
    const files = synthExample('httpbin');
    return new Map(
      TRANSCRIPT_PAGES.map((page) => [
        page,
        withTranscripts(fs.readFileSync(path.join(ROOT, page), 'utf8'), { command, files }),
      ]),
    );
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function main(): Promise<void> {
  for (const [page, text] of await generateTranscripts()) {
    fs.writeFileSync(path.join(ROOT, page), text);
  }
}

if (require.main === module) {
  void main();
}
