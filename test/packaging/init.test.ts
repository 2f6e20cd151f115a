import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage, ROOT } from './build-package';

/** Packages with a scope are in folders of their own. */
const PACKAGES = ['cdk8s', 'cdk8s-plus-27', 'constructs', 'cdk8s-cli', 'tsx', 'typescript', '@types'];

describe('an app that init makes runs at once', () => {
  let folder: string;

  beforeAll(() => {
    buildPackage();
    folder = mkdtempSync(join(tmpdir(), 'init-'));
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (cwd: string, ...words: string[]): string => {
    const env = { ...process.env, CDK8S_ISTIO_CERTIFICATES: join(cwd, 'store'), CI: '' };
    return execFileSync(process.execPath, words, { cwd, encoding: 'utf8', stdio: 'pipe', env });
  };

  /** What `npm install` would do, without a network. */
  const install = (app: string): void => {
    const modules = join(app, 'node_modules');
    mkdirSync(modules);
    PACKAGES.forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(modules, name)));
    symlinkSync(ROOT, join(modules, 'cdk8s-istio'));
  };

  test.each([['existing'], ['self-signed']])('with a credential %s', (credential) => {
    const app = join(folder, credential);
    run(folder, join(ROOT, 'bin/cdk8s-istio.js'), 'init', app, '--service', 'cart', '--credential', credential);
    install(app);
    const { scripts } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as { scripts: { test: string } };
    expect(scripts.test).toBe('tsc && node --import tsx --test test/*.test.ts');
    run(app, 'node_modules/typescript/bin/tsc');
    expect(run(app, '--import', 'tsx', '--test', 'test/cart-traffic.test.ts')).toMatch(/^# pass 3$/m);
    run(app, 'node_modules/cdk8s-cli/bin/cdk8s', 'synth', '--no-check-upgrade');
    expect(readdirSync(join(app, 'dist'))).toEqual(['cart.k8s.yaml']);
    expect(existsSync(join(app, 'store'))).toBe(credential === 'self-signed');
    const told = run(app, join(ROOT, 'bin/cdk8s-istio.js'), 'explain', 'https://shop.example.com/', 'dist/');
    expect(told).toContain('credential   istio-system/cart-credential');
    // As the pipeline does; it would end with an error.
    expect(run(app, join(ROOT, 'bin/cdk8s-istio.js'), 'analyze', '--partial', 'dist/')).toMatch(/: 0 errors, /);
  });
});
