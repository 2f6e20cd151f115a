import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { readCrds } from '../../scripts/lib/crd';
import { JsonSchema, KindSchema, visitSchemas } from '../../scripts/lib/schema';

const KINDS = kindsOf('istio');

function kindsOf(name: string): (readonly [string, KindSchema])[] {
  const folder = path.join(__dirname, '..', '..', 'schemas', name);
  return fs
    .readdirSync(folder)
    .map((file) => [file, parse(fs.readFileSync(path.join(folder, file), 'utf8')) as KindSchema] as const);
}

test('each kind of Istio has a schema', () => {
  expect(KINDS.map(([, { kind }]) => kind).sort()).toEqual([
    'AuthorizationPolicy',
    'DestinationRule',
    'EnvoyFilter',
    'Gateway',
    'PeerAuthentication',
    'ProxyConfig',
    'RequestAuthentication',
    'ServiceEntry',
    'Sidecar',
    'Telemetry',
    'TrafficExtension',
    'VirtualService',
    'WasmPlugin',
    'WorkloadEntry',
    'WorkloadGroup',
  ]);
});

describe.each(KINDS)('%s', (_, { openAPIV3Schema, versions, scope }) => {
  test('has one stored version and is namespaced', () => {
    expect(versions.filter(({ storage }) => storage)).toHaveLength(1);
    expect(scope).toBe('Namespaced');
  });

  test('has no prose, and each property of an object says where it is documented', () => {
    visitSchemas(openAPIV3Schema, (schema) => {
      expect(schema).not.toHaveProperty('description');
      if (schema === openAPIV3Schema) {
        return;
      }
      if (schema.properties !== undefined) {
        expect(schema['x-istio-message']).toMatch(/^istio\./);
      }
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        expect([name, property['x-istio-reference']]).toEqual([
          name,
          expect.stringMatching(/^https:\/\/istio\.io\/latest\/docs\/reference\/config\/[\w./-]+\/(?:#[\w-]+)?$/),
        ]);
      }
    });
  });
});

describe.each(['cert-manager', 'external-secrets', 'sealed-secrets'].flatMap(kindsOf))('%s', (_, { openAPIV3Schema }) => {
  test('each property of the spec says where it is documented, down to the types of Kubernetes', () => {
    const links: unknown[] = [];
    const visit = (schema: JsonSchema): void => {
      if (schema['x-api-type']?.startsWith('kubernetes.')) {
        return;
      }
      for (const property of Object.values(schema.properties ?? {})) {
        links.push(property['x-api-reference']);
        visit(property.items ?? property);
      }
    };
    visit(openAPIV3Schema.properties?.spec ?? {});
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => typeof link !== 'string' || !link.startsWith('https://'))).toEqual([]);
  });
});

test('validation survives', () => {
  const spec = (kind: string): JsonSchema =>
    KINDS.find(([, each]) => each.kind === kind)?.[1].openAPIV3Schema.properties?.spec ?? {};
  expect(spec('PeerAuthentication')['x-kubernetes-validations']).toEqual([
    { message: 'portLevelMtls requires selector', rule: expect.stringContaining('self.portLevelMtls') as unknown },
  ]);
  expect(spec('ServiceEntry').required).toEqual(['hosts']);
  expect(spec('VirtualService').properties?.http.items?.properties?.mirror_percent['x-istio-alias-of']).toBe(
    'mirrorPercent',
  );
  expect(spec('RequestAuthentication').properties?.jwtRules.items?.properties?.jwks_uri['x-istio-alias-of']).toBe(
    'jwksUri',
  );
});

describe('readCrds', () => {
  const crd = (versions: { name: string; type: string }[]): string =>
    JSON.stringify({
      kind: 'CustomResourceDefinition',
      spec: {
        group: 'example.com',
        names: { kind: 'Thing', plural: 'things' },
        scope: 'Cluster',
        versions: versions.map(({ name, type }) => ({
          name,
          served: true,
          storage: name === 'v1',
          schema: {
            openAPIV3Schema: {
              description: `prose of ${name}`,
              properties: { description: { type, description: 'prose' } },
            },
          },
        })),
      },
    });

  test('drops prose, not properties that are called description', () => {
    const text = [crd([{ name: 'v1', type: 'string' }]), JSON.stringify({ kind: 'ConfigMap' }), ''].join('\n---\n');
    expect(readCrds(text)).toEqual([
      {
        group: 'example.com',
        kind: 'Thing',
        plural: 'things',
        scope: 'Cluster',
        versions: [{ name: 'v1', served: true, storage: true }],
        openAPIV3Schema: { properties: { description: { type: 'string' } } },
      },
    ]);
  });

  test('refuses versions that differ in more than prose', () => {
    const same = crd([
      { name: 'v1', type: 'string' },
      { name: 'v1beta1', type: 'string' },
    ]);
    expect(readCrds(same)).toHaveLength(1);
    const different = crd([
      { name: 'v1', type: 'string' },
      { name: 'v1beta1', type: 'integer' },
    ]);
    expect(() => readCrds(different)).toThrow(
      'Thing.example.com: the schema of v1beta1 differs from that of v1; schemas/ keeps one schema per kind',
    );
  });
});
