import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCase } from '../../scripts/lib/traffic-case';
import { Mesh } from '../../src/mesh/mesh';
import { Request } from '../../src/simulation/request';
import { TrafficTest } from '../../src/traffic/traffic-test';

function testOf(name: string): TrafficTest {
  const { manifests } = parseCase(readFileSync(join(__dirname, '..', 'cases', `${name}.yaml`), 'utf8'));
  return TrafficTest.ofMesh(Mesh.fromYaml([{ file: 'mesh.yaml', text: manifests }]));
}

it('says nothing where all holds', () => {
  const secured = testOf('seed-httpbin').send(Request.get('https://httpbin.local.1q77.com/ip'));
  const split = testOf('weights').send(Request.get('http://shop.example.com/split'));
  const redirected = testOf('https-redirect').send(Request.get('http://shop.example.com/a'));
  expect(() => {
    secured
      .expectCredential('istio-system/httpbin-credential')
      .expectSubset('v2')
      .expectHost('httpbin-service.default.svc.cluster.local')
      .expectWorkload('default/httpbin-v2')
      .expectUpstreamPath('/ip');
    split.expectShareOf('v1', 25).expectShares({ v1: 25, v2: 75 });
    redirected.expectStatus(301).expectRedirect('https://shop.example.com/a');
  }).not.toThrow();
});

it('shows the way of the request where something does not hold', () => {
  const result = testOf('broken-routes').send(Request.get('http://shop.example.com/host'));
  const message = `Expected status 404, got 503
GET http://shop.example.com:80/host from outside
  listener     port 80
  server       Gateway default/web servers[0] for shop.example.com at mesh.yaml:2
  virtual host shop.example.com:80
  not          VirtualService default/shop http[0]: uri has to be prefix "/subset", is /host
  not          VirtualService default/shop http[1]: uri has to be prefix "/empty", is /host
  route        VirtualService default/shop http[2] at mesh.yaml:11
  destination  100% outbound|80||nowhere.default.svc.cluster.local: istio-system knows no service nowhere.default.svc.cluster.local
  outcome      100% 503 NC: istio-system knows no service nowhere.default.svc.cluster.local`;
  expect(() => result.expectStatus(404)).toThrow(new Error(message));
});
