import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let store: string;
let files: Map<string, string>;
let objects: WrittenObject[];

beforeAll(() => {
  store = mkdtempSync(join(tmpdir(), 'cdk8s-istio-store-'));
  files = synthExample('tls-sealed', store);
  objects = [...files.values()].flatMap(objectsIn);
});

afterAll(() => {
  rmSync(store, { recursive: true });
});

test('a SealedSecret is made for the Secret that the Gateway reads, and no Secret', () => {
  expect(objects.map(({ kind }) => kind)).toEqual(['SealedSecret', 'Gateway', 'VirtualService']);
  const [sealed, gateway] = objects;
  expect(sealed.metadata).toEqual({ name: 'httpbin-credential', namespace: 'istio-system' });
  expect(sealed.spec?.template).toEqual({ metadata: sealed.metadata, type: 'kubernetes.io/tls' });
  expect(gateway.spec?.servers).toMatchObject([{}, { tls: { credentialName: 'httpbin-credential' } }]);
});

test('a second synth gives the same bytes', () => {
  expect(synthExample('tls-sealed', store)).toEqual(files);
});
