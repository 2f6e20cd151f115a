import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import { bundlePage } from './bundle-page';
import { INSTALLED } from './bundled-packages';

const ROOT = path.join(__dirname, '..', '..');

/**
 * Puts the package together in a folder as its users have it, from the sources and within seconds: the command and the library are in one
 * file, nothing is compiled by jsii. The folder has to lie below the project, where the installed packages are found.
 *
 * @returns the file that Node runs as `cdk8s-istio`.
 */
export async function bundleWhole(folder: string): Promise<string> {
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  };
  await build({
    stdin: {
      contents: "exports.cli = () => require('./src/cli/bin'); exports.library = () => require('./src/index');",
      resolveDir: ROOT,
    },
    absWorkingDir: ROOT,
    outfile: path.join(folder, 'lib', 'whole.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: [...INSTALLED, '#page'],
    logLevel: 'warning',
  });
  write('lib/cli.js', "require('./whole.js').cli();\n");
  write('lib/index.js', "module.exports = require('./whole.js').library();\n");
  write('lib/page.js', `module.exports = ${JSON.stringify(await bundlePage())};\n`);
  write('package.json', fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  write('bin/cdk8s-istio.js', fs.readFileSync(path.join(ROOT, 'bin', 'cdk8s-istio.js'), 'utf8'));
  return path.join(folder, 'bin', 'cdk8s-istio.js');
}
