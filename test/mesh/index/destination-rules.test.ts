import { DestinationRules } from '../../../src/mesh/index/destination-rules';
import { DESTINATION_RULE } from '../../../src/mesh/kinds';
import { Mesh } from '../../../src/mesh/mesh';

function rule(name: string, namespace: string, host: string, exportTo = ''): string {
  const exported = exportTo === '' ? '' : `exportTo: ['${exportTo}']`;
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  host: '${host}'
  ${exported}`;
}

const service = (name: string): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: shop}, spec: {ports: [{port: 80}]}}`;
const HOST = 'cart.shop.svc.cluster.local';
const PAY = 'pay.shop.svc.cluster.local';

/** The names of the rules that a client of a namespace takes for a host. */
function taken(manifests: readonly string[], namespace: string, host = HOST): string[] {
  const text = [...manifests, service('cart'), service('pay')].join('\n---\n');
  const mesh = Mesh.fromYaml([{ file: 'mesh.yaml', text }]);
  const rules = new DestinationRules(mesh.all(DESTINATION_RULE), mesh.config);
  const [called] = mesh.services.ofHost(host);
  return rules.of(called, { namespace, labels: {} })?.sources.map(({ name }) => name) ?? [];
}

test.each<[string, string[], string[]]>([
  ['the own namespace first', [rule('own', 'web', HOST), rule('theirs', 'shop', 'cart')], ['own']],
  [
    'the namespace of the service next',
    [rule('theirs', 'shop', 'cart'), rule('root', 'istio-system', HOST)],
    ['theirs'],
  ],
  ['the root namespace last', [rule('root', 'istio-system', HOST), rule('other', 'other', HOST)], ['root']],
  ['what is not exported', [rule('hidden', 'shop', 'cart', '.'), rule('root', 'istio-system', HOST)], ['root']],
  ['what is exported to the client', [rule('shown', 'shop', 'cart', 'web')], ['shown']],
  ['all rules for one host', [rule('a', 'shop', 'cart'), rule('b', 'shop', HOST)], ['a', 'b']],
  ['a name before a wildcard', [rule('wild', 'shop', '*.svc.cluster.local'), rule('exact', 'shop', 'cart')], ['exact']],
  [
    'the longest wildcard',
    [rule('all', 'shop', '*.local'), rule('wild', 'shop', '*.shop.svc.cluster.local')],
    ['wild'],
  ],
  ['a wildcard of the own namespace', [rule('wild', 'web', '*.local'), rule('exact', 'shop', 'cart')], ['wild']],
  ['nothing', [rule('pay', 'shop', 'pay')], []],
])('%s', (_, manifests, expected) => {
  expect(taken(manifests, 'web')).toEqual(expected);
});

test('a client in the root namespace takes its own rules first where they are for itself only', () => {
  const manifests = [
    rule('global', 'istio-system', HOST),
    rule('theirs', 'shop', 'cart'),
    rule('private', 'istio-system', PAY, '.'),
    rule('pay', 'shop', 'pay'),
  ];
  expect([taken(manifests, 'istio-system'), taken(manifests, 'istio-system', PAY)]).toEqual([['theirs'], ['private']]);
});
