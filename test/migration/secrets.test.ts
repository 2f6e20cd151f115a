import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviationsOf, migrateFiles } from '../support/migration';

const KEY = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n';
const IN_BASE64 = Buffer.from(KEY).toString('base64');
const PIECE = 'MIIEvQ';

const MANIFESTS: ReadonlyArray<readonly [string, object]> = [
  ['data of a Secret', { apiVersion: 'v1', kind: 'Secret', data: { 'tls.key': 'TUlJRXZR' } }],
  ['texts of a Secret', { apiVersion: 'v1', kind: 'Secret', stringData: { password: PIECE } }],
  [
    'what kubectl noted of a Secret',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': PIECE } },
    },
  ],
  ['a key in a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { 'a.pem': KEY } }],
  ['a key in base64', { apiVersion: 'example.com/v1', kind: 'Thing', spec: { key: IN_BASE64 } }],
  [
    'a key in an EnvoyFilter',
    { apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter', spec: { configPatches: [{ a: KEY }] } },
  ],
  [
    'a secret JSON Web Key',
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'RequestAuthentication',
      spec: { jwtRules: [{ issuer: 'a', jwks: `{"keys":[{"kty":"oct","k":"${PIECE.repeat(5)}"}]}` }] },
    },
  ],
];

describe('what is secret stays in its file', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'migration-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  function sourceOf(manifest: object, isListed = false): { file: string; text: string } {
    const named = {
      ...manifest,
      metadata: { name: 'a', namespace: 'shop', ...(manifest as { metadata?: object }).metadata },
    };
    const first = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'first' } };
    const text = isListed
      ? `${JSON.stringify(first)}\n---\n${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [first, named] })}`
      : `# ${KEY.replace(/\n/g, '\n# ')}\n${JSON.stringify(named)}`;
    const file = join(folder, 'a.yaml');
    writeFileSync(file, text);
    return { file, text };
  }

  test.each(MANIFESTS)('%s', (_, manifest) => {
    const source = sourceOf(manifest);
    const migration = migrateFiles([source]);
    expect(migration.objects.map(({ form }) => form)).toEqual(['file']);
    expect(migration.code).toContain('Yaml.load');
    expect(migration.code).not.toMatch(/MIIEvQ|TUlJRXZR|LS0t/);
    expect(deviationsOf([source], migration)).toEqual([]);
  });

  test('in a list', () => {
    const source = sourceOf(MANIFESTS[0][1], true);
    const migration = migrateFiles([source]);
    expect(migration.code).toContain('.flatMap((document) => document.items ?? document)');
    expect(deviationsOf([source], migration)).toEqual([]);
  });

  test('unless it is asked for', () => {
    const migration = migrateFiles([sourceOf(MANIFESTS[1][1])], { printsSecrets: true });
    expect(migration.code).toContain(PIECE);
  });

  test('a secret from standard input is refused', () => {
    const migration = migrateFiles([{ ...sourceOf(MANIFESTS[1][1]), file: '<stdin>' }]);
    expect(migration.faults).toEqual([
      {
        message: 'Secret shop/a: it holds a secret, which stays in its file: give the file instead of standard input',
        file: '<stdin>',
        line: 5,
      },
    ]);
  });

  test('nothing secret is told of a deviation', () => {
    const source = sourceOf(MANIFESTS[1][1]);
    const migration = migrateFiles([source]);
    const changed = { ...source, text: source.text.replace(`"${PIECE}"`, '"other"') };
    const [deviation] = deviationsOf([changed], migration);
    expect(deviation).toBe('Secret shop/a: it is rendered otherwise: stringData.password');
  });
});
