import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommandRun } from '../../support/command';
import { httpbinManifests } from './manifests';

const URL = 'https://httpbin.local.1q77.com/get';
const NOT_ASSUMED =
  'not taken to be in the cluster: Secret istio-system/httpbin-credential, as there is Secret default/httpbin-credential\n';
const REASON =
  'there is no Secret istio-system/httpbin-credential for the server; Secret default/httpbin-credential lies where the gateway does not look';

let command: Command;
let folder: string;
const run = (...words: string[]): CommandRun => command.run(words, { cwd: folder });

beforeAll(async () => {
  command = await Command.make();
  folder = mkdtempSync(join(tmpdir(), 'misplaced-'));
  for (const namespace of ['default', 'istio-system', 'istio-ingress']) {
    mkdirSync(join(folder, namespace));
    writeFileSync(join(folder, namespace, 'httpbin.yaml'), httpbinManifests(namespace));
  }
}, 60_000);

afterAll(() => {
  command.dispose();
  rmSync(folder, { recursive: true });
});

/** The codes that an analysis finds, but for that of the private key in the Secret. */
function codesIn({ out }: CommandRun): string[] {
  return [...out.matchAll(/^(?:error|warning|info) ([A-Z]{3}[0-9]{4})/gm)]
    .map(([, code]) => code)
    .filter((code) => code !== 'CDI0012');
}

test('a Secret beside the application is found with and without --partial', () => {
  expect(codesIn(run('analyze', 'default'))).toEqual(['IST0101', 'CDI0040']);
  const partial = run('analyze', '--partial', 'default');
  expect(partial).toMatchObject({
    code: 0,
    err: `taken to be in the cluster: pods with istio=ingressgateway in istio-system\n${NOT_ASSUMED}`,
    out: expect.stringContaining(
      "CDI0040 CredentialBesideApplication: Credential 'httpbin-credential' is looked for in the namespace of the pods with istio=ingressgateway",
    ),
  });
  expect(codesIn(partial)).toEqual(['CDI0040']);
  expect(run('analyze', '--partial', '--fail-on', 'warning', '--except', 'CDI0012', 'default').code).toBe(1);
});

test('where somebody says where the gateway is, it is right or an error', () => {
  const elsewhere = run('analyze', '--partial', '--gateway-namespace', 'istio-ingress', 'default');
  expect(elsewhere.code).toBe(1);
  expect(codesIn(elsewhere)).toEqual(['CDI0010', 'IST0101']);
  for (const options of [[], ['--partial']]) {
    const beside = run('analyze', ...options, '--gateway-namespace', 'default', 'default');
    expect({ code: beside.code, codes: codesIn(beside) }).toEqual({ code: 0, codes: [] });
  }
});

test.each(['analyze', 'graph'])('%s refuses what is no namespace', (name) => {
  const { code, err } = run(name, '--gateway-namespace', 'Istio ingress', 'default');
  expect(code).toBe(2);
  expect(err).toContain("argument 'Istio ingress' is invalid. It has to be the name of a namespace.");
});

test.each(['istio-system', 'istio-ingress'])('one in %s is none', (namespace) => {
  const { code, err, out } = run('analyze', '--partial', namespace);
  expect({ code, codes: codesIn({ code, err, out }) }).toEqual({ code: 0, codes: [] });
  expect(err).toBe(`taken to be in the cluster: pods with istio=ingressgateway in ${namespace}\n`);
  expect(run('explain', URL, namespace).out).toContain(`\n  credential   ${namespace}/httpbin-credential\n`);
});

test('explain tells it, and where another gateway is asked', () => {
  const { out, err } = run('explain', URL, 'default');
  expect(out).toContain(`\n  outcome      100% connection tls-error: ${REASON}\n`);
  const asked = 'sent to pods with istio=ingressgateway in namespace';
  const others = '; --from gateway:NAMESPACE/LABEL=VALUE names others\n';
  expect(err).toBe(`${NOT_ASSUMED}${asked} istio-system${others}`);
  expect(run('explain', URL, '--from', 'gateway:default/istio=ingressgateway', 'default')).toMatchObject({
    out: expect.stringContaining('\n  credential   default/httpbin-credential\n'),
    err: '',
  });
  expect(run('explain', URL, 'istio-ingress').err).toBe(`${asked} istio-ingress${others}`);
  expect(run('explain', URL, 'istio-system').err).toBe('');
});

test('a picture shows it', () => {
  expect(run('graph', 'default', '--output', 'mesh.mmd').err).toContain(NOT_ASSUMED);
  const picture = readFileSync(join(folder, 'mesh.mmd'), 'utf8');
  expect(picture).toContain('⚠ CDI0040');
  expect(picture).toContain(REASON.replace('server; ', 'gateway#59; '));
  expect(run('graph', 'default', '--gateway-namespace', 'default').out).not.toContain('httpbin-credential for');
});

test('a comparison does not take it for granted on one side', () => {
  const moved = run('diff', 'default', 'istio-system');
  expect(moved.code).toBe(1);
  expect(moved.out).toContain(REASON);
  expect(run('diff', 'default', 'default')).toMatchObject({ code: 0, err: NOT_ASSUMED });
});
