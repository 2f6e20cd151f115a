import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];
const find = (kind: string): WrittenObject => {
  const found = objects.filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0];
};

beforeAll(() => {
  const files = synthExample('tls-cert-manager', '');
  expect(synthExample('tls-cert-manager', '')).toEqual(files);
  objects = [...files.values()].flatMap(objectsIn);
});

test('it is rendered like this', () => {
  expect(objects.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('the Certificate fills the Secret that the Gateway reads, and covers its host', () => {
  const { metadata, spec } = find('Certificate');
  expect(metadata.namespace).toBe('istio-system');
  const [, https] = find('Gateway').spec?.servers as ReadonlyArray<{
    hosts: string[];
    tls?: { credentialName: string };
  }>;
  expect(https.tls?.credentialName).toBe(spec?.secretName);
  expect(https.hosts).toEqual(spec?.dnsNames);
});

test('nothing secret is rendered, and port 80 stays open for the challenge', () => {
  expect(objects.map(({ kind }) => kind)).not.toContain('Secret');
  const [http] = find('Gateway').spec?.servers as ReadonlyArray<{ tls?: unknown }>;
  expect(http.tls).toBeUndefined();
});
