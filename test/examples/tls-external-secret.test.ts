import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];

beforeAll(() => {
  const files = synthExample('tls-external-secret', '');
  expect(synthExample('tls-external-secret', '')).toEqual(files);
  objects = [...files.values()].flatMap(objectsIn);
});

test('the operator is asked for the Secret that the Gateway reads, and no Secret is rendered', () => {
  expect(objects.map(({ kind }) => kind)).toEqual(['ExternalSecret', 'Gateway', 'VirtualService']);
  const [external, gateway] = objects;
  expect(external.metadata).toEqual({ name: 'httpbin-credential', namespace: 'istio-system' });
  expect(external.spec).toEqual({
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
    refreshInterval: '15m',
    target: { name: 'httpbin-credential', template: { type: 'kubernetes.io/tls' } },
    data: [
      { secretKey: 'tls.crt', remoteRef: { key: 'httpbin', property: 'certificate' } },
      { secretKey: 'tls.key', remoteRef: { key: 'httpbin', property: 'key' } },
    ],
  });
  expect(gateway.spec?.servers).toMatchObject([{}, { tls: { credentialName: 'httpbin-credential' } }]);
});
