/** Draws the pictures of the documentation: docs/httpbin.svg is the mesh of examples/httpbin. A test fails while the two differ. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Diagram } from '../src/diagram/diagram';
import { Mesh } from '../src/mesh/mesh';

const ROOT = path.join(__dirname, '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-diagrams-'));
try {
  const output = path.join(folder, 'dist');
  Object.assign(process.env, { CDK8S_OUTDIR: output, CDK8S_ISTIO_CERTIFICATES: path.join(folder, 'store') });
  require('../examples/httpbin/main');
  const sources = fs
    .readdirSync(output)
    .map((file) => ({ file, text: fs.readFileSync(path.join(output, file), 'utf8') }));
  const svg = Diagram.of(Mesh.fromYaml(sources), { title: 'The mesh of examples/httpbin' }).toSvg();
  fs.writeFileSync(path.join(ROOT, 'docs', 'httpbin.svg'), svg);
} finally {
  fs.rmSync(folder, { recursive: true });
}
