import * as fc from 'fast-check';
import {
  decodingFault,
  isSoundMetadata,
  metadataViolations,
  unknownMetadata,
} from '../../../src/mesh/admission/object-meta';
import { JsonObject } from '../../../src/mesh/wire/json';

const isFaultless = (metadata: JsonObject) =>
  decodingFault(metadata) === undefined &&
  unknownMetadata(metadata).length === 0 &&
  metadataViolations(metadata).length === 0;

test.each<[string, JsonObject]>([
  ['a name', { name: 'web' }],
  ['labels', { name: 'web.v1', labels: { app: 'web', 'app.kubernetes.io/name': 'Web_1.0', empty: '' } }],
  ['annotations', { name: 'web', namespace: 'shop', annotations: { 'Example.com/note': '# {"a": "ü"}', a: '' } }],
  ['what a cluster adds', { name: 'web', uid: 'a', creationTimestamp: null, generation: 1, ownerReferences: [] }],
])('nothing is wrong with %s', (_, metadata) => {
  expect(isFaultless(metadata)).toBe(true);
  expect(isSoundMetadata(metadata)).toBe(true);
});

test.each<[string, JsonObject]>([
  ['no name', { labels: {} }],
  ['an empty name', { name: '' }],
  ['a name in capitals', { name: 'Web' }],
  ['a long name', { name: 'a'.repeat(254) }],
  ['a namespace that is no text', { name: 'web', namespace: 1 }],
  ['an unknown field', { name: 'web', label: {} }],
  ['a field of Object', { name: 'web', constructor: 'a' }],
  ['a uid that is no text', { name: 'web', uid: 1 }],
  ['labels that are a list', { name: 'web', labels: ['a'] }],
  ['a label that is no text', { name: 'web', labels: { a: true } }],
  ['a long label', { name: 'web', labels: { a: 'a'.repeat(64) } }],
  ['a label with a blank', { name: 'web', labels: { a: 'a b' } }],
  ['a long key', { name: 'web', labels: { ['a'.repeat(64)]: 'a' } }],
  ['a key with a long prefix', { name: 'web', labels: { [`${'a'.repeat(254)}/a`]: 'a' } }],
  ['a key with two prefixes', { name: 'web', labels: { 'a/b/c': 'a' } }],
  ['a key with a prefix in capitals', { name: 'web', labels: { 'A/b': 'a' } }],
  ['an annotation that is no text', { name: 'web', annotations: { a: 1 } }],
  ['an annotation with a bad key', { name: 'web', annotations: { 'a b': 'a' } }],
  ['long annotations', { name: 'web', annotations: { a: 'ü'.repeat(131_072) } }],
])('something is wrong with %s', (_, metadata) => {
  expect(isFaultless(metadata)).toBe(false);
  expect(isSoundMetadata(metadata)).toBe(false);
});

test('property: what is called sound is so, by the way that tells what is wrong', () => {
  const text = fc.oneof(
    fc.stringMatching(/^[a-zA-Z0-9./_-]{0,6}$/),
    fc.constantFrom(
      'web',
      'a.example.com/b',
      'a/b/c',
      '/b',
      'a/',
      'ü',
      'a'.repeat(64),
      'a'.repeat(254),
      'b/'.padEnd(65, 'c'),
    ),
  );
  const other = fc.constantFrom<unknown>(null, 1, true, [], {}, undefined, 'a'.repeat(300_000));
  const texts = fc.oneof(
    { weight: 5, arbitrary: fc.dictionary(text, fc.oneof({ weight: 5, arbitrary: text }, other)) },
    other,
  );
  const field = fc.oneof({ weight: 5, arbitrary: text }, other);
  const metadata = fc.record(
    {
      name: field,
      generateName: field,
      namespace: field,
      labels: texts,
      annotations: texts,
      uid: field,
      generation: field,
      unknown: field,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(metadata, (each) => {
      expect(isSoundMetadata(each) && !isFaultless(each)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
