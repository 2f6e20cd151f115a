import { constraintsOf, oneofsOf } from '../../scripts/lib/constraints';
import { emitGroup, servedApiVersions } from '../../scripts/lib/emit';
import { GoPackage } from '../../scripts/lib/go-structs';
import { fileName, memberName, pascalCase } from '../../scripts/lib/names';
import { ProtoRegistry } from '../../scripts/lib/proto';
import { JsonSchema, KindSchema } from '../../scripts/lib/schema';

function kind(name: string, spec: JsonSchema, versions: readonly string[] = ['v1']): KindSchema {
  return {
    group: 'example.com',
    kind: name,
    plural: `${name.toLowerCase()}s`,
    scope: 'Namespaced',
    versions: versions.map((version) => ({ name: version, served: true, storage: version === versions[0] })),
    openAPIV3Schema: { type: 'object', properties: { spec } },
  };
}

describe('names', () => {
  test.each([
    ['HTTPRoute', 'HttpRoute'],
    ['L4MatchAttributes', 'L4MatchAttributes'],
    ['ServerTLSSettings', 'ServerTlsSettings'],
    ['SimpleLB', 'SimpleLb'],
    ['TLSmode', 'TlsMode'],
    ['VERSION', 'Version'],
    ['H2UpgradePolicy', 'H2UpgradePolicy'],
    ['portLevelMtls', 'PortLevelMtls'],
  ])('type of %s is %s', (name, expected) => {
    expect(pascalCase(name)).toBe(expected);
  });

  test.each([
    ['IfNotPresent', 'IF_NOT_PRESENT'],
    ['ISTIO_MUTUAL', 'ISTIO_MUTUAL'],
    ['TLSV1_2', 'TLSV1_2'],
    ['digital signature', 'DIGITAL_SIGNATURE'],
    ['s/mime', 'S_MIME'],
  ])('member of %s is %s', (value, expected) => {
    expect(memberName(value)).toBe(expected);
  });

  test('file of a kind', () => {
    expect(['VirtualService', 'Gateway', 'HTTPThing'].map(fileName)).toEqual([
      'virtual-service',
      'gateway',
      'http-thing',
    ]);
  });
});

test('stable versions come before beta and alpha, higher before lower', () => {
  const versions = ['v1alpha1', 'v1', 'v1alpha3', 'v2beta1', 'v1beta1', 'v2'];
  expect(servedApiVersions(kind('Thing', {}, versions))).toEqual(
    ['v2', 'v1', 'v2beta1', 'v1beta1', 'v1alpha3', 'v1alpha1'].map((version) => `example.com/${version}`),
  );
  const thing = kind('Thing', {}, ['v1', 'v1beta1']);
  thing.versions[0].served = false;
  expect(servedApiVersions(thing)).toEqual(['example.com/v1beta1']);
});

describe('constraints', () => {
  test.each<[JsonSchema, string[]]>([
    [{ type: 'integer', minimum: 0, maximum: 65535 }, ['From 0 to 65535.']],
    [{ type: 'string', minLength: 1 }, ['At least 1 character.']],
    [{ type: 'string', maxLength: 0 }, ['At most 0 characters.']],
    [{ type: 'string', minLength: 64, maxLength: 64 }, ['Exactly 64 characters.']],
    [{ type: 'string', pattern: '^a$' }, ['Pattern: `^a$`.']],
    [{ type: 'string', 'x-istio-format': 'duration' }, ['A duration such as `1.5s`.']],
    [
      { type: 'array', maxItems: 16, items: { maxLength: 5 } },
      ['At most 16 items.', 'Each item: at most 5 characters.'],
    ],
    [
      { type: 'object', maxProperties: 256, additionalProperties: { minimum: 1 } },
      ['At most 256 entries.', 'Each value: at least 1.'],
    ],
    [{ type: 'array', 'x-kubernetes-list-map-keys': ['name'] }, ['Items differ in `name`.']],
    [{ type: 'array', items: { properties: { a: {} }, minProperties: 1 } }, []],
  ])('%j', (schema, expected) => {
    expect(constraintsOf(schema)).toEqual(expected);
  });

  test('groups of which one property may be set', () => {
    const oneOf = [
      { not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] } },
      { required: ['a'] },
      { required: ['b'] },
    ];
    const other = [{ required: ['c'] }, { required: ['d'] }];
    expect(oneofsOf({ oneOf })).toEqual([['a', 'b']]);
    expect(oneofsOf({ allOf: [{ oneOf }, { oneOf: other }] })).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(oneofsOf({ oneOf: [{ not: {} }, { required: ['a'] }] })).toEqual([]);
  });
});

describe('protobuf', () => {
  const registry = new ProtoRegistry();
  registry.add(
    'a.proto',
    `syntax = "proto3"; // comment with message Fake {
    package istio.a.v1;
    import "b.proto";
    option go_package = "x;y";
    message Outer {
      option (x) = { a: "}" };
      reserved 1, 2; reserved "gone";
      enum Mode { NONE = 0; OLD = 1 [deprecated = true]; }
      message Inner { string a_b = 1; }
      Inner inner_one = 1 [(google.api.field_behavior) = REQUIRED];
      repeated istio.b.v1.Shared shared = 2;
      map<string, Inner> by_name = 3;
      oneof either { Mode mode = 4 [deprecated = true]; string named = 5 [json_name = "called"]; }
      /* message Hidden {} */
      optional uint32 l4_port = 6;
    }
    service S { rpc Get(Outer) returns (Outer) { option (x) = {}; } }
    message After {}`,
  );
  registry.add('b.proto', 'package istio.b.v1; message Shared {} enum Top { A = 0; }');

  test('messages, fields and enums', () => {
    expect([...registry.messages.keys()]).toEqual([
      'istio.a.v1.Outer',
      'istio.a.v1.Outer.Inner',
      'istio.a.v1.After',
      'istio.b.v1.Shared',
    ]);
    expect(registry.messages.get('istio.a.v1.Outer')?.fields).toEqual([
      { name: 'inner_one', jsonName: 'innerOne', type: 'Inner', label: 'single', deprecated: false },
      { name: 'shared', jsonName: 'shared', type: 'istio.b.v1.Shared', label: 'repeated', deprecated: false },
      { name: 'by_name', jsonName: 'byName', type: 'Inner', label: 'map', deprecated: false },
      { name: 'mode', jsonName: 'mode', type: 'Mode', label: 'single', deprecated: true },
      { name: 'named', jsonName: 'called', type: 'string', label: 'single', deprecated: false },
      { name: 'l4_port', jsonName: 'l4Port', type: 'uint32', label: 'single', deprecated: false },
    ]);
    expect(registry.enums.get('istio.a.v1.Outer.Mode')?.deprecatedValues).toEqual(['OLD']);
  });

  test.each([
    ['Inner', 'istio.a.v1.Outer', 'istio.a.v1.Outer.Inner'],
    ['Outer.Mode', 'istio.a.v1.After', 'istio.a.v1.Outer.Mode'],
    ['b.v1.Shared', 'istio.a.v1.Outer', 'istio.b.v1.Shared'],
    ['.istio.b.v1.Top', 'istio.a.v1.Outer', 'istio.b.v1.Top'],
    ['string', 'istio.a.v1.Outer', undefined],
  ])('%s in %s is %s', (type, scope, expected) => {
    expect(registry.resolve(type, scope)?.fullName).toBe(expected);
  });

  test('a broken file is named', () => {
    expect(() => new ProtoRegistry().add('broken.proto', 'message A { string')).toThrow('broken.proto: ends in');
    expect(() => new ProtoRegistry().add('broken.proto', 'message A B')).toThrow(`broken.proto: expected '{'`);
  });
});

describe('Go', () => {
  const goPackage = new GoPackage([
    [
      'package v1',
      'import (',
      '\tcorev1 "k8s.io/api/core/v1"',
      '\t"example.com/meta"',
      ')',
      '// Outer is prose: type Fake struct {',
      'type Outer struct {',
      '\tInner `json:",inline"`',
      '\t// Of which Name string `json:"no"` is no field.',
      '\tNames []string `json:"names,omitempty"`',
      '\tByName map[string]*Inner `json:"byName"`',
      '\tAffinity *corev1.Affinity `json:"affinity,omitempty" protobuf:"bytes,1"`',
      '\tmeta.Labels `json:"labels,omitempty"`',
      '\tHidden string',
      '}',
      '',
      'type Inner struct {',
      '\tKey     string `json:"key"`',
      '}',
      '',
    ].join('\n'),
  ]);

  test('fields of structs, with those that are inlined', () => {
    expect(goPackage.fieldsOf('Outer')).toEqual([
      { jsonName: 'names', type: 'string' },
      { jsonName: 'byName', type: 'Inner' },
      { jsonName: 'affinity', type: 'corev1.Affinity' },
      { jsonName: 'labels', type: 'meta.Labels' },
      { jsonName: 'key', type: 'string' },
    ]);
    expect(goPackage.fieldsOf('Fake')).toBeUndefined();
  });

  test('other packages by the names that they go by', () => {
    expect([...goPackage.imports]).toEqual([
      ['corev1', 'k8s.io/api/core/v1'],
      ['meta', 'example.com/meta'],
    ]);
  });
});

describe('types', () => {
  const port = (name: string): JsonSchema => ({
    type: 'object',
    'x-istio-message': 'istio.a.v1.Port',
    properties: { [name]: { type: 'integer', minimum: 1 } },
  });
  const spec = (message: string, properties: { [name: string]: JsonSchema }): JsonSchema => ({
    type: 'object',
    'x-istio-message': `istio.a.v1.${message}`,
    properties,
  });

  test('what several kinds use stands in one file, and the kinds import it', () => {
    const files = emitGroup([
      kind('Bar', spec('Bar', { port: port('number') })),
      kind('Foo', spec('Foo', { ports: { type: 'array', items: port('number') } })),
    ]);
    expect([...files.keys()]).toEqual(['bar', 'foo', 'shared', 'index']);
    expect(files.get('shared')).toContain('export interface Port {');
    expect(files.get('foo')).toContain(`import { Port } from './shared';`);
    expect(files.get('foo')).toContain('readonly ports?: Port[];');
    expect(files.get('bar')).not.toContain('interface Port');
  });

  test('a message with two schemas is refused', () => {
    const kinds = [kind('Bar', spec('Bar', { port: port('number') })), kind('Foo', spec('Foo', { port: port('no') }))];
    expect(() => emitGroup(kinds)).toThrow('istio.a.v1.Port: its schema differs from place to place');
  });

  test(`another package's message gives way to the group's own`, () => {
    const foreign = { ...port('number'), 'x-istio-message': 'istio.type.v1.Port' };
    const text = emitGroup([kind('Foo', spec('Foo', { first: foreign, second: port('no') }))]).get('foo');
    expect(text).toContain('readonly first?: TypePort;');
    expect(text).toContain('readonly second?: Port;');
  });

  test(`a kind's own message is its spec wherever it is used`, () => {
    const foo = spec('Foo', { a: { type: 'string' } });
    const files = emitGroup([kind('Bar', spec('Bar', { foo })), kind('Foo', foo)]);
    expect(files.get('bar')).toContain('readonly foo?: FooSpec;');
    expect(files.get('shared')).toContain('export interface FooSpec {');
  });

  test('objects and enums without a name are named after their place', () => {
    const text = emitGroup([
      kind('Foo', {
        type: 'object',
        properties: {
          tls: { type: 'object', required: ['mode'], properties: { mode: { type: 'string', enum: ['On', 'Off'] } } },
          free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          weights: { type: 'object', additionalProperties: { type: 'integer' } },
        },
      }),
    ]).get('foo');
    expect(text).toContain('readonly tls?: FooTls;');
    expect(text).toContain('readonly mode: FooTlsMode;');
    expect(text).toContain(`ON = 'On',`);
    expect(text).toContain('readonly free?: { [key: string]: unknown };');
    expect(text).toContain('readonly weights?: { [key: string]: number };');
  });

  test('types of Go have their own names, and those of Kubernetes are free in form', () => {
    const selector: JsonSchema = { properties: { name: { type: 'string' } }, 'x-api-type': 'shop.meta.v1.SecretKeyRef' };
    const toleration: JsonSchema = { properties: { key: {} }, 'x-api-type': 'kubernetes.core.v1.Toleration' };
    const limits: JsonSchema = { additionalProperties: {}, 'x-api-type': 'kubernetes.core.v1.ResourceList' };
    const text = emitGroup([
      kind('Foo', {
        'x-api-type': 'shop.foo.v1.FooSpec',
        'x-api-type-reference': 'https://example.com/#FooSpec',
        properties: {
          one: { ...selector, 'x-api-reference': 'https://example.com/#FooSpec' },
          more: { type: 'array', items: selector },
          tolerations: { type: 'array', items: toleration },
          limits,
        },
      }),
    ]).get('foo');
    expect(text).toContain('readonly spec?: FooSpec;');
    expect(text).toMatch(/@see https:\/\/example\.com\/#FooSpec\s+\*\/\s+readonly one\?: SecretKeyRef;/);
    expect(text).toContain('readonly more?: SecretKeyRef[];');
    expect(text).toContain('readonly tolerations?: { [key: string]: unknown }[];');
    expect(text).toContain('readonly limits?: { [key: string]: unknown };');
  });

  test('refuses a type that it does not know', () => {
    const properties = { port: { 'x-kubernetes-int-or-string': true } };
    expect(() => emitGroup([kind('Foo', { type: 'object', properties })])).toThrow(
      'Foo.Port: the generator knows no type for {"x-kubernetes-int-or-string":true}',
    );
  });

  test('refuses two types of one name', () => {
    const properties = { nested: spec('Outer.Inner', {}), plain: spec('OuterInner', {}) };
    expect(() => emitGroup([kind('Foo', spec('Foo', properties))])).toThrow(
      'OuterInner would stand for two types: istio.a.v1.Outer.Inner and istio.a.v1.OuterInner',
    );
  });

  test('refuses names that cannot be rendered as they are', () => {
    expect(() => emitGroup([kind('Foo', spec('Foo', { snake_case: { type: 'string' } }))])).toThrow(
      'istio.a.v1.Foo.snake_case: not camelCase',
    );
  });
});
