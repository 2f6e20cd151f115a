import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../src/cli/main';
import type { CoveredRoute } from '../../src';
import { synthExample } from '../support/example';

const ROOT = join(__dirname, '../..');
const TESTS = join(__dirname, 'traffic');
const NAMES = readdirSync(join(ROOT, 'examples'));

/** Routes that no test can take, with the reason. */
const OUT_OF_REACH: { readonly [example: string]: { readonly [route: string]: string } } = {
  'egress-gateway': {
    'partner-virtual-service spec.http[1]':
      'requests come to it from the sidecars, whose certificates only the mesh has',
  },
};

interface Results {
  readonly cases: readonly {
    readonly description: string;
    readonly requests: readonly { readonly failures: readonly string[]; readonly assumptions: readonly string[] }[];
  }[];
  readonly routes: readonly CoveredRoute[];
}

jest.setTimeout(60_000);

/** Stands for the checkout, so that what a synth writes beside the store is where the tests name it. */
const folder = mkdtempSync(join(tmpdir(), 'example-traffic-'));
const copies = join(folder, 'test/examples/traffic');
const before = { ...process.env };

beforeAll(() => {
  cpSync(TESTS, copies, { recursive: true });
  process.env.CA_FILE = join(folder, '.cdk8s-istio/ca.pem');
  process.env.CLIENT_FOLDER = join(folder, '.cdk8s-istio/cart');
});

afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
});

/** What the command that the README shows says of what the example renders. */
async function testsOf(example: string): Promise<{ readonly code: number; readonly results: Results }> {
  const dist = mkdtempSync(join(folder, 'dist-'));
  synthExample(example, join(dist, 'store')).forEach((text, file) => writeFileSync(join(dist, file), text));
  let [out, err] = ['', ''];
  const code = await main({
    words: ['test', join(copies, `${example}.yaml`), '-m', dist, '--coverage', '--format', 'json'],
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    environment: {},
  });
  if (out === '') {
    throw new Error(err);
  }
  return { code, results: JSON.parse(out) as Results };
}

test.each(NAMES)(
  'the requests of the example %s become what is said of them, by all of its routes',
  async (example) => {
    const { code, results } = await testsOf(example);
    const faults = results.cases.flatMap(({ description, requests }) =>
      requests.flatMap(({ failures, assumptions }) =>
        [...failures, ...assumptions].map((each) => `${description}: ${each}`),
      ),
    );
    expect(faults).toEqual([]);
    expect(code).toBe(0);
    const unreached = results.routes.filter(({ requests }) => requests === 0);
    expect(unreached.map(({ place }) => `${place.name} ${place.field ?? ''}`)).toEqual(
      Object.keys(OUT_OF_REACH[example] ?? {}),
    );
  },
);

test.each(NAMES)('the README of the example %s has the command that tests it', (example) => {
  const readme = readFileSync(join(ROOT, 'examples', example, 'README.md'), 'utf8');
  expect(readme).toContain(`\nnpm run traffic -- test/examples/traffic/${example}.yaml -m dist/\n`);
});

test('what tests take to be in the cluster is named by one of them', () => {
  const tests = readdirSync(TESTS).filter((name) => name.endsWith('.yaml'));
  expect(tests.map((name) => name.replace('.yaml', '')).sort()).toEqual([...NAMES].sort());
  const named = tests.flatMap((name) =>
    [...readFileSync(join(TESTS, name), 'utf8').matchAll(/cluster\/\S+\.yaml/g)].map(([path]) => path),
  );
  const there = readdirSync(join(TESTS, 'cluster')).map((name) => `cluster/${name}`);
  expect([...new Set(named)].sort()).toEqual(there.sort());
});
