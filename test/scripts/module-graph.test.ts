import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { readModules } from '../../scripts/lib/module-graph';

test('what was compiled of a source that is gone is no module', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'modules-'));
  try {
    const [sources, lib] = [path.join(folder, 'src'), path.join(folder, 'lib', 'src')];
    fs.mkdirSync(sources);
    fs.mkdirSync(lib, { recursive: true });
    fs.writeFileSync(path.join(sources, 'kept.ts'), 'export const kept = 1;\n');
    fs.writeFileSync(path.join(lib, 'kept.js'), 'export const kept = 1;\n');
    fs.writeFileSync(path.join(lib, 'renamed.js'), 'export { kept } from "./kept.js";\nrequire("./kept.js");\n');
    const modules = await readModules(path.join(folder, 'lib'), folder);
    expect([...modules]).toEqual([['src/kept.js', { imports: [], packages: [], exports: ['kept'] }]]);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
