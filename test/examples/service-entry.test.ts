import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];

beforeAll(() => {
  const files = synthExample('service-entry', '');
  expect([...files.keys()]).toEqual(['shop.k8s.yaml']);
  expect(synthExample('service-entry', '')).toEqual(files);
  objects = [...files.values()].flatMap(objectsIn);
});

test('the services are rendered like this', () => {
  expect(objects.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('what is spoken in HTTP leaves the pod as HTTPS, with a certificate for the host', () => {
  const [entry, rule] = objects;
  expect(entry.spec?.ports).toEqual([{ name: 'http-80', number: 80, protocol: 'HTTP', targetPort: 443 }]);
  const [host] = entry.spec?.hosts as string[];
  expect(rule.spec?.trafficPolicy).toMatchObject({
    portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'SIMPLE', sni: host, subjectAltNames: [host] } }],
  });
});

test('what is spoken in HTTPS has no TLS put around it', () => {
  const rules = objects.filter(({ kind }) => kind === 'DestinationRule');
  expect(rules.map(({ spec }) => spec?.host)).toEqual(['httpbin.org']);
});
