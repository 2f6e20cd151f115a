import { stringify } from 'yaml';
import { WrittenObject, objectsIn, synthExample } from '../support/example';

let objects: WrittenObject[];
const find = (kind: string, namespace: string) => {
  const found = objects.filter((object) => object.kind === kind && object.metadata.namespace === namespace);
  expect(found).toHaveLength(1);
  return found[0];
};

beforeAll(() => {
  const files = synthExample('egress-gateway', '');
  expect([...files.keys()]).toEqual(['edge.k8s.yaml', 'shop.k8s.yaml']);
  expect(synthExample('egress-gateway', '')).toEqual(files);
  objects = [...files.values()].flatMap(objectsIn);
});

test('the way through the gateway is rendered like this', () => {
  const own = ['DestinationRule', 'VirtualService'];
  const way = objects.filter(({ kind }) => own.includes(kind));
  expect(
    way.map(({ kind, metadata, spec }) => stringify({ kind, ...metadata, ...spec })).join('---\n'),
  ).toMatchSnapshot();
});

test('clients send to the Service of the gateway, and the Gateway selects its pods', () => {
  const service = find('Service', 'istio-egress');
  expect(find('DestinationRule', 'istio-egress').spec?.host).toBe(service.metadata.name);
  expect(service.spec?.selector).toMatchObject(find('Gateway', 'shop').spec?.selector as object);
});

test('one and the same server name is asked for, and served', () => {
  const [subset] = find('DestinationRule', 'istio-egress').spec?.subsets as Array<{ trafficPolicy: object }>;
  expect(subset.trafficPolicy).toEqual({ tls: { mode: 'ISTIO_MUTUAL', sni: 'api.partner.example' } });
  expect(find('Gateway', 'shop').spec?.servers).toEqual([
    {
      port: { number: 80, name: 'https', protocol: 'HTTPS' },
      hosts: ['api.partner.example'],
      tls: { mode: 'ISTIO_MUTUAL' },
    },
    {
      port: { number: 443, name: 'tls', protocol: 'TLS' },
      hosts: ['api.partner.example'],
      tls: { mode: 'PASSTHROUGH' },
    },
  ]);
});
