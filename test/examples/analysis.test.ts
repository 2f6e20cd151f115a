import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { Finding } from '../../src/analysis/finding';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { Mesh } from '../../src/mesh/mesh';

const EXAMPLES = join(__dirname, '../../examples');

const DEVELOPMENT_KEY = 'the key is made for development, and the README says that dist/ is a secret';

/** What is meant as it is in an example, with the reason. */
const MEANT: { readonly [example: string]: { readonly [code: string]: string } } = {
  httpbin: { CDI0012: DEVELOPMENT_KEY },
  'egress-gateway': { IST0129: 'the CA is in the Secret of the client certificate' },
  'fault-injection': { CDI0223: 'faults are what it shows' },
  'grpc-faults': { CDI0223: 'faults are what it shows' },
  install: { IST0102: 'the pods of the gateway ask for their injection themselves' },
  security: { IST0133: 'the gateway speaks nothing but HTTP' },
  'tls-local-ca': { CDI0012: DEVELOPMENT_KEY },
  'tls-mutual': { CDI0012: DEVELOPMENT_KEY },
  'tls-self-signed': { CDI0012: DEVELOPMENT_KEY },
};

/** The apps that an example synthesizes. */
function appsOf(example: string): App[] {
  const apps: App[] = [];
  jest.isolateModules(() => {
    const cdk8s = require('cdk8s') as typeof import('cdk8s');
    cdk8s.App.prototype.synth = function (this: App) {
      apps.push(this);
    };
    require(join(EXAMPLES, example, 'main.ts'));
  });
  return apps;
}

function inWords({ code, severity, message, place }: Finding): string {
  return `${severity} ${code} ${place.constructPath ?? ''}: ${message}`;
}

const NAMES = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts')));

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'example-certificates-'));
  process.env.CDK8S_ISTIO_CERTIFICATES = join(folder, 'store');
  process.env.CA_FILE = join(folder, 'ca.pem');
  process.env.CLIENT_FOLDER = join(folder, 'client');
});

test.each(NAMES)('there is nothing wrong with the example %s', (example) => {
  const apps = appsOf(example);
  expect(apps).not.toHaveLength(0);
  for (const app of apps) {
    const { findings, internalErrors } = IstioAnalysis.run(Mesh.fromApp(app));
    expect(internalErrors).toEqual([]);
    const meant = MEANT[example] ?? {};
    expect(findings.filter(({ code }) => !Object.hasOwn(meant, code)).map(inWords)).toEqual([]);
    expect(Object.keys(meant).filter((code) => !findings.some((finding) => finding.code === code))).toEqual([]);
  }
});
