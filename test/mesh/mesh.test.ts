import { ApiObject, App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { GATEWAY, SERVICE } from '../../src/mesh/kinds';
import { Mesh } from '../../src/mesh/mesh';
import { describeOrigin } from '../../src/mesh/origin';

const gateway = (name: string, extra = ''): string =>
  `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: ${name}${extra}}\nspec: {servers: []}\n`;

function meshOf(text: string, file = 'mesh.yaml'): Mesh {
  return Mesh.fromYaml([{ file, text }]);
}

function titles(mesh: Mesh): string[] {
  return [...mesh.objects].map((object) => `${object.title} at ${describeOrigin(object.origin)}`);
}

describe('from YAML', () => {
  test('documents, comments, markers and Windows line ends', () => {
    const text = `# first\n---\n# a comment\n\n${gateway('a')}---\n\n---  # second\n${gateway('b', ', namespace: web')}...\n`;
    for (const each of [text, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`]) {
      expect(titles(meshOf(each))).toEqual(['Gateway default/a at mesh.yaml:5', 'Gateway web/b at mesh.yaml:12']);
    }
  });

  test('an apiVersion or kind that is no text is a fault of its document', () => {
    const mesh = meshOf(
      `${gateway('a')}---\napiVersion: [{toString: null}]\nkind: {toString: null}\nmetadata: {name: b}\n`,
    );
    expect(titles(mesh)).toEqual(['Gateway default/a at mesh.yaml:1']);
    expect(mesh.faults).toHaveLength(1);
  });

  test('directives begin no document of their own', () => {
    const mesh = meshOf(`%YAML 1.1\n%TAG ! tag:example.com,2026:\n---\n${gateway('a')}`);
    expect(mesh.faults).toEqual([]);
    expect(titles(mesh)).toEqual(['Gateway default/a at mesh.yaml:4']);
  });

  test('Lists are taken apart, and their items know their lines', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata: {name: a}\n  - apiVersion: v1\n    kind: Service\n    metadata:\n      name: b\n`;
    const mesh = meshOf(text);
    expect(titles(mesh)).toEqual(['Service default/a at mesh.yaml:4', 'Service default/b at mesh.yaml:7']);
    expect(mesh.get(SERVICE, 'default', 'b')?.origin.lineOf?.(['metadata', 'name'])).toBe(10);
  });

  test('a field has its line; one that is missing that of the nearest above', () => {
    const text = `---\napiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata:\n  name: a\nspec:\n  servers:\n    - port: {name: http, protocol: HTTP,\n        number: 80}\n      hosts:\n        - "x"\n        - 'y'\n`;
    const { lineOf } = meshOf(text).get(GATEWAY, 'default', 'a')!.origin;
    expect(lineOf?.(['spec', 'servers', 0, 'port', 'number'])).toBe(9);
    expect(lineOf?.(['spec', 'servers', 0, 'hosts', 1])).toBe(12);
    expect(lineOf?.(['spec', 'servers', 0, 'tls', 'mode'])).toBe(8);
    expect(lineOf?.([])).toBe(2);
  });

  test('anchors, merge keys and numbers are read as Kubernetes reads them', () => {
    const text = `apiVersion: v1\nkind: Service\nmetadata: &m {name: a, labels: &l {t: 12:30, d: 2026-01-02}}\nspec:\n  <<: {selector: *l}\n  yes: [yes, off, 010, 0x10, 1_000]\n`;
    const { manifest } = meshOf(text).get(SERVICE, 'default', 'a')!;
    expect(manifest.spec).toEqual({
      selector: { t: '12:30', d: '2026-01-02' },
      true: [true, false, 8, 16, 1000],
    });
  });

  test.each([
    ['a document that is no YAML', 'a: [', 'mesh.yaml:7', /./],
    ['a list', '- a', 'mesh.yaml:6', /must be a map/],
    ['a text', 'hello', 'mesh.yaml:6', /must be a map/],
    ['no kind', 'apiVersion: v1', 'mesh.yaml:6', /must have kind/],
    ['no name', 'apiVersion: v1\nkind: Service', 'mesh.yaml:6', /must have metadata.name/],
    ['a text with NUL', 'a: "\u0000"', 'mesh.yaml:6', /./],
  ])('%s is a fault, and the rest is read', (_, text, place, message) => {
    const mesh = meshOf(`${gateway('a')}---\n${text}\n---\n${gateway('b')}`);
    expect(titles(mesh)).toHaveLength(2);
    expect(mesh.faults).toHaveLength(1);
    expect(describeOrigin(mesh.faults[0].origin)).toBe(place);
    expect(mesh.faults[0].message).toMatch(message);
  });

  test('a few lines of aliases that stand for millions of values are a fault', () => {
    const bomb = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`);
    const mesh = meshOf(`apiVersion: v1\nkind: Service\nmetadata: {name: a}\na0: &a0 x\n${bomb.join('\n')}\n`);
    expect(mesh.size).toBe(0);
    expect(mesh.faults).toHaveLength(1);
  });

  test('any text is read or is a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('-: \n[]{}&*!|>#%abc01"\'.')) }), (text) => {
        expect(() => meshOf(text)).not.toThrow();
      }),
    );
  });
});

describe('from an app', () => {
  test('what is rendered, with the paths of the constructs', () => {
    const app = new App();
    const chart = new Chart(app, 'web', { namespace: 'shop' });
    new ApiObject(chart, 'gateway', { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'a' } });
    expect(titles(Mesh.fromApp(app))).toEqual(['Gateway shop/a at web/gateway']);
  });
});

test('of two meshes the one that is laid over the other counts, and that is no mistake', () => {
  const [cluster, app] = [
    meshOf(gateway('a') + '---\n' + gateway('b'), 'cluster.yaml'),
    meshOf(gateway('a'), 'app.yaml'),
  ];
  const merged = cluster.mergedWith(app);
  expect(titles(merged).sort()).toEqual(['Gateway default/a at app.yaml:1', 'Gateway default/b at cluster.yaml:6']);
  expect(merged.duplicates).toEqual([]);
});

test('manifests are frozen all the way down', () => {
  const { spec } = meshOf(gateway('a')).get(GATEWAY, 'default', 'a')!;
  expect(Object.isFrozen(spec.servers)).toBe(true);
});

test('the settings of the mesh come from the ConfigMap of Istio', () => {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n    rootNamespace: mesh-config\n    outboundTrafficPolicy: {mode: REGISTRY_ONLY}\n`;
  expect(meshOf(text).config).toMatchObject({
    rootNamespace: 'mesh-config',
    outboundTrafficPolicy: 'REGISTRY_ONLY',
    enableAutoMtls: true,
  });
  expect(meshOf('').config.outboundTrafficPolicy).toBe('ALLOW_ANY');
});
