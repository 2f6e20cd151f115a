import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

/** The files that an example renders, as `dist/NAME`; its certificates are made for this alone. */
export function synthExample(name: string): Map<string, string> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-example-'));
  const outdir = path.join(folder, 'dist');
  try {
    execFileSync(process.execPath, ['--require', 'tsx/cjs', path.join(ROOT, 'examples', name, 'main.ts')], {
      cwd: ROOT,
      env: { ...process.env, CDK8S_OUTDIR: outdir, CDK8S_ISTIO_CERTIFICATES: path.join(folder, 'store') },
      stdio: 'pipe',
    });
    const files = fs.readdirSync(outdir).sort();
    return new Map(files.map((file) => [`dist/${file}`, fs.readFileSync(path.join(outdir, file), 'utf8')]));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
