import { maySelectEndpoint, ownLabels } from '../../../src/mesh/semantics/endpoint-labels';
import { Mesh } from '../../../src/mesh/mesh';
import { Client } from '../../../src/simulation/client';
import { Request } from '../../../src/simulation/request';
import { Simulator } from '../../../src/traffic/simulator';

const ZONE = 'topology.kubernetes.io/zone';

test.each([
  [{}, { app: 'shop' }, true],
  [{ version: 'v1' }, { version: 'v1' }, true],
  [{ version: 'v1' }, {}, false],
  [{ [ZONE]: 'a' }, { version: 'v1' }, true],
  [{ [ZONE]: 'a', version: 'v2' }, { version: 'v1' }, false],
  [{ [ZONE]: 'a' }, { [ZONE]: 'a' }, true],
  [{ [ZONE]: 'a' }, { [ZONE]: 'b' }, false],
  [{ 'topology.example.com/rack': '7' }, {}, false],
])('%j of %j: %s', (selector, labels, expected) => {
  expect(maySelectEndpoint(selector, labels)).toBe(expected);
});

test('the labels that are no places', () => {
  expect(ownLabels({ version: 'v1', [ZONE]: 'a', 'kubernetes.io/hostname': 'n1' })).toEqual({ version: 'v1' });
});

const pod = (name: string, version: string): string => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: shop, version: ${version} } }
spec: { containers: [{ name: shop, image: shop }] }
`;

test('requests to the subset of a zone are answered by a pod that may run there', () => {
  const text = `
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: shop }
spec: { selector: { app: shop }, ports: [{ name: http, port: 80 }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: shop, namespace: shop }
spec: { host: shop, subsets: [{ name: zone-a, labels: { version: v2, ${ZONE}: a } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec: { hosts: [shop], http: [{ route: [{ destination: { host: shop, subset: zone-a } }] }] }
${pod('old', 'v1')}${pod('new', 'v2')}`;
  const simulator = new Simulator(Mesh.fromYaml([{ file: 'shop.yaml', text }]));
  const { outcomes } = simulator.send(Request.get('http://shop/', { from: Client.pod('shop') }));
  expect(outcomes.map(({ reason }) => reason)).toEqual(['shop/new answers']);
});
