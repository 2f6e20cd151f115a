import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Mesh, RouteCoverage, TrafficSuite, TrafficWriter } from '../../src';
import { synthExample } from '../support/example';
import { snippetsOf } from '../support/snippets';

test('the tests that docs/traffic-tests.md shows give the results that it shows, of what the first example renders', () => {
  const [yaml, console] = snippetsOf('docs/traffic-tests.md');
  expect([yaml.language, console.language]).toEqual(['yaml', 'console']);
  const store = mkdtempSync(join(tmpdir(), 'cdk8s-istio-store-'));
  const files = synthExample('httpbin', store);
  rmSync(store, { recursive: true });
  const mesh = Mesh.fromYaml([...files].map(([file, text]) => ({ file, text })));
  const coverage = new RouteCoverage(mesh);
  const suite = TrafficSuite.fromYaml({ file: 'httpbin.test.yaml', text: yaml.code });
  const text = TrafficWriter.write(suite.run(mesh, coverage), { routes: coverage.routes });
  expect(suite.manifests).toEqual(['dist/']);
  expect(text).toBe(console.code.replace(/^\$.*\n/, ''));
});
