import * as fs from 'node:fs';
import * as path from 'node:path';
import { ADMISSION_FOLDER, generateAdmission } from '../../../scripts/generate-admission';

test('the schemas that admission reads are what the generator makes of schemas/', async () => {
  const files = await generateAdmission();
  expect(files.size).toBeGreaterThan(30);
  for (const [file, text] of files) {
    expect(fs.readFileSync(path.join(__dirname, '..', '..', '..', ADMISSION_FOLDER, file), 'utf8')).toBe(text);
  }
});
