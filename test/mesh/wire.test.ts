import * as fs from 'node:fs';
import * as path from 'node:path';
import { generateWire, WIRE_FOLDER } from '../../scripts/generate-wire';

test('the types of manifests are what the generator makes of schemas/', async () => {
  const files = await generateWire();
  expect([...files.keys()]).not.toHaveLength(0);
  for (const [file, text] of files) {
    expect(fs.readFileSync(path.join(__dirname, '..', '..', WIRE_FOLDER, file), 'utf8')).toBe(text);
  }
});
