import { X509Certificate } from 'crypto';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { Client, ConnectionResult, Mesh, Request, TrafficTest } from '../../src';
import { Redaction } from '../../src/credentials/redaction';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

const ISTIO = ['Gateway', 'VirtualService', 'DestinationRule'];

let store: string;
let yaml: string;

beforeAll(() => {
  store = mkdtempSync(join(tmpdir(), 'cdk8s-istio-store-'));
  const files = synthExample('httpbin', store);
  expect([...files.keys()]).toEqual(['httpbin.k8s.yaml']);
  yaml = files.get('httpbin.k8s.yaml') ?? '';
});

afterAll(() => {
  rmSync(store, { recursive: true });
});

test('the app is at most 30 lines', () => {
  const source = readFileSync(join(__dirname, '../../examples/httpbin/main.ts'), 'utf8');
  expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
});

test('the ingress is rendered like this', () => {
  const own = (Redaction.of(objectsIn(yaml)) as WrittenObject[]).filter(({ kind }) => kind !== 'Deployment');
  expect(own.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('a second synth gives the same bytes', () => {
  expect(synthExample('httpbin', store).get('httpbin.k8s.yaml')).toBe(yaml);
});

test('nothing is created before what it refers to', () => {
  const kinds = objectsIn(yaml).map(({ kind }) => kind);
  expect(kinds.slice(-4)).toEqual(['Secret', 'Gateway', 'DestinationRule', 'VirtualService']);
});

test('the certificate covers the host', () => {
  const { data } = objectsIn(yaml).find(({ kind }) => kind === 'Secret') as WrittenObject;
  const certificate = new X509Certificate(Buffer.from(data?.cert ?? '', 'base64'));
  expect(certificate.checkHost('httpbin.local.1q77.com')).toBe('httpbin.local.1q77.com');
});

test('requests become what the README says of them', () => {
  const host = 'httpbin.local.1q77.com';
  const traffic = TrafficTest.ofMesh(Mesh.fromYaml([{ file: 'httpbin.k8s.yaml', text: yaml }]));
  const v2 = 'outbound|80|v2|httpbin-service.default.svc.cluster.local';
  const results = [
    `https://${host}/ip`,
    `http://${host}/ip`,
    'http://other.local.1q77.com/ip',
    'https://other.local.1q77.com/ip',
  ].map((url) => traffic.send(Request.get(url)));
  results.push(traffic.send(Request.get('http://httpbin-service/ip', { from: Client.pod('default') })));
  expect(
    results.map(({ trace: { outcomes } }) => [
      outcomes[0].connection,
      outcomes[0].accessLog?.upstreamCluster,
      outcomes[0].responseFlags,
    ]),
  ).toEqual([
    [ConnectionResult.OK, v2, '-'],
    [ConnectionResult.OK, v2, '-'],
    [ConnectionResult.OK, undefined, 'NR'],
    [ConnectionResult.TLS_ERROR, undefined, 'NR'],
    [ConnectionResult.OK, v2, '-'],
  ]);
  expect(() =>
    results[0].expectShares({ v1: 0, v2: 100 }).expectCredential('istio-system/httpbin-credential'),
  ).not.toThrow();
});

describe('beside the case that was recorded on a real gateway', () => {
  const path = join(__dirname, '../cases/seed-httpbin.yaml');
  const recorded = objectsIn((parse(readFileSync(path, 'utf8')) as { manifests: string }).manifests);
  const find = (objects: WrittenObject[], kind: string) => {
    const found = objects.filter((object) => object.kind === kind);
    expect(found).toHaveLength(1);
    return found[0];
  };

  test.each(ISTIO)('%s is equal', (kind) => {
    const [mine, theirs] = [find(objectsIn(yaml), kind), find(recorded, kind)];
    expect(mine.spec).toEqual(theirs.spec);
    expect(mine.metadata.name).toBe(theirs.metadata.name);
    // An object without a namespace is applied to `default`.
    expect(mine.metadata.namespace).toBe(theirs.metadata.namespace ?? 'default');
    expect(mine.apiVersion.split('/')[0]).toBe(theirs.apiVersion.split('/')[0]);
    expect(mine.apiVersion).toBe('networking.istio.io/v1');
  });

  test('the Secret is equal but for its certificate', () => {
    const [mine, theirs] = [objectsIn(yaml), recorded].map((objects) => Redaction.of([find(objects, 'Secret')]));
    expect(mine).toEqual(theirs);
  });

  test('the Service is reached by the same name and port and selects the same pods', () => {
    const [mine, theirs] = [find(objectsIn(yaml), 'Service'), find(recorded, 'Service')];
    expect(mine.metadata).toMatchObject({ name: theirs.metadata.name, namespace: theirs.metadata.namespace });
    expect(mine.spec?.selector).toEqual(theirs.spec?.selector);
    expect(mine.spec?.ports).toMatchObject(theirs.spec?.ports as object[]);
  });

  test('the pods carry the same labels', () => {
    type Deployment = { spec: { template: { metadata: { labels: object } } } };
    const labels = (objects: WrittenObject[]) =>
      (objects.filter(({ kind }) => kind === 'Deployment') as unknown as Deployment[]).map(
        ({ spec }) => spec.template.metadata.labels,
      );
    expect(labels(objectsIn(yaml))).toMatchObject(labels(recorded));
  });
});
