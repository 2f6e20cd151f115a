import { App, Chart, Duration } from 'cdk8s';
import { stringify } from 'yaml';
import { Backend, HttpRetry, MeshService } from '../../src';
import { WrittenObject, objectsIn, synthExample } from '../support/example';
import { snippetsOf } from '../support/snippets';

let objects: WrittenObject[];

beforeAll(() => {
  const files = synthExample('outlier-detection-and-retry', '');
  expect([...files.keys()]).toEqual(['shop.k8s.yaml']);
  expect(synthExample('outlier-detection-and-retry', '')).toEqual(files);
  objects = objectsIn(files.get('shop.k8s.yaml') ?? '');
});

test('the service in the mesh is rendered like this', () => {
  const own = objects.filter(({ apiVersion }) => apiVersion.startsWith('networking.istio.io/'));
  expect(own.map((object) => stringify(object)).join('---\n')).toMatchSnapshot();
});

test('of four pods two may be out', () => {
  const find = (kind: string) => objects.find((object) => object.kind === kind)?.spec;
  const { replicas } = find('Deployment') as { replicas: number };
  const { trafficPolicy } = find('DestinationRule') as {
    trafficPolicy: { outlierDetection: { maxEjectionPercent: number } };
  };
  expect(Math.floor((replicas * trafficPolicy.outlierDetection.maxEjectionPercent) / 100)).toBe(2);
});

test('the README shows the error as it comes', () => {
  const [shown] = snippetsOf('examples/outlier-detection-and-retry/README.md').filter(
    ({ language }) => language === 'text',
  );
  const service = new MeshService(new Chart(new App(), 'shop'), 'mesh', {
    backend: Backend.named('httpbin'),
    timeout: Duration.seconds(10),
  });
  const retries = HttpRetry.attempts(3, { perTryTimeout: Duration.seconds(3) });
  expect(() => service.route('/unstable', service.destination(), { retries })).toThrow(shown.code.trimEnd());
});
