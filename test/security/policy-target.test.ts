import { ApiObject, App, Chart } from 'cdk8s';
import { PolicyTarget, PolicyTargetRules } from '../../src/kernel/policy-target';

const GATEWAY_API = 'gateway.networking.k8s.io';
const ALL: PolicyTargetRules = { kind: 'AuthorizationPolicy', targetRefs: true, targetRef: true };

const newChart = () => new Chart(new App(), 'shop', { namespace: 'shop' });
const render = (target: PolicyTarget, rules = ALL) => target._render({ owner: newChart(), namespace: 'shop' }, rules);
const object = (apiVersion: string, kind: string, namespace?: string) =>
  new ApiObject(newChart(), 'object', { apiVersion, kind, metadata: { name: 'a', namespace } });

test.each([
  ['workloads', PolicyTarget.workloads({ app: 'a', b: '' }), { selector: { matchLabels: { app: 'a', b: '' } } }],
  ['gateway', PolicyTarget.gateway('a'), { targetRefs: [{ group: GATEWAY_API, kind: 'Gateway', name: 'a' }] }],
  [
    'gatewayClass',
    PolicyTarget.gatewayClass('istio-waypoint'),
    { targetRefs: [{ group: GATEWAY_API, kind: 'GatewayClass', name: 'istio-waypoint' }] },
  ],
  ['service', PolicyTarget.service('a'), { targetRefs: [{ group: '', kind: 'Service', name: 'a' }] }],
  [
    'serviceEntry',
    PolicyTarget.serviceEntry('a'),
    { targetRefs: [{ group: 'networking.istio.io', kind: 'ServiceEntry', name: 'a' }] },
  ],
  [
    'an empty namespace',
    PolicyTarget.service('a', { namespace: '' }),
    { targetRefs: [{ group: '', kind: 'Service', name: 'a', namespace: '' }] },
  ],
  [
    'several',
    PolicyTarget.several(PolicyTarget.service('a'), PolicyTarget.several(PolicyTarget.service('b'))),
    {
      targetRefs: [
        { group: '', kind: 'Service', name: 'a' },
        { group: '', kind: 'Service', name: 'b' },
      ],
    },
  ],
  [
    'targetRef',
    PolicyTarget.targetRef(PolicyTarget.service('a')),
    { targetRef: { group: '', kind: 'Service', name: 'a' } },
  ],
  [
    'apiObject of a Service',
    PolicyTarget.apiObject(object('v1', 'Service')),
    { targetRefs: [{ group: '', kind: 'Service', name: 'a' }] },
  ],
  [
    'apiObject of a ServiceEntry',
    PolicyTarget.apiObject(object('networking.istio.io/v1', 'ServiceEntry')),
    { targetRefs: [{ group: 'networking.istio.io', kind: 'ServiceEntry', name: 'a' }] },
  ],
  [
    'apiObject of a Gateway of the Gateway API',
    PolicyTarget.apiObject(object(`${GATEWAY_API}/v1beta1`, 'Gateway')),
    { targetRefs: [{ group: GATEWAY_API, kind: 'Gateway', name: 'a' }] },
  ],
  [
    'apiObject of a GatewayClass, which has no namespace',
    PolicyTarget.apiObject(object(`${GATEWAY_API}/v1`, 'GatewayClass', 'elsewhere')),
    { targetRefs: [{ group: GATEWAY_API, kind: 'GatewayClass', name: 'a' }] },
  ],
])('%s', (_, target, rendered) => {
  expect(render(target)).toEqual(rendered);
  expect(render(target)).toEqual(rendered);
});

test('labels can change afterwards, before and after rendering', () => {
  const labels: { [label: string]: string } = { app: 'a' };
  const target = PolicyTarget.workloads(labels);
  labels.app = 'b';
  render(target).selector!.matchLabels.app = 'c';
  expect(render(target)).toEqual({ selector: { matchLabels: { app: 'a' } } });
});

test('references that were rendered can change', () => {
  const target = PolicyTarget.service('a');
  Object.assign(render(target).targetRefs![0], { name: 'b' });
  expect(render(target).targetRefs).toEqual([{ group: '', kind: 'Service', name: 'a' }]);
});

test.each(['app', 'app.kubernetes.io/name', 'a_b.C-1', 'x'.repeat(63)])('pods are chosen by the label %s', (label) => {
  expect(render(PolicyTarget.workloads({ [label]: 'x'.repeat(63) }))).toHaveProperty('selector');
});

describe('refused', () => {
  const many = Array.from({ length: 17 }, (_, index) => PolicyTarget.service(`s${index}`));
  const refused: Array<[string, () => unknown, string]> = [
    [
      'no labels',
      () => PolicyTarget.workloads({}),
      'PolicyTarget.workloads() takes 1 to 4096 labels: none at all would be all pods\n  received: 0\n  fix: give the labels',
    ],
    ['a wildcard in a value', () => PolicyTarget.workloads({ app: 'a*' }), 'received: {"app":"a*"}'],
    ['a wildcard in a label', () => PolicyTarget.workloads({ 'a*': 'a' }), 'received: {"a*":"a"}'],
    ['an empty label', () => PolicyTarget.workloads({ '': 'a' }), 'received: {"":"a"}'],
    ['a label without a name', () => PolicyTarget.workloads({ 'a.b/': 'a' }), 'received: {"a.b/":"a"}'],
    ['a label with two slashes', () => PolicyTarget.workloads({ 'a/b/c': 'a' }), 'received: {"a/b/c":"a"}'],
    ['a label with nothing before the slash', () => PolicyTarget.workloads({ '/a': 'a' }), 'received: {"/a":"a"}'],
    ['a long value', () => PolicyTarget.workloads({ a: 'x'.repeat(64) }), 'at most 63'],
    ['a value that is no text', () => PolicyTarget.workloads({ a: 1 as unknown as string }), 'received: {"a":1}'],
    [
      'an empty name',
      () => PolicyTarget.gateway(''),
      'the name of the Gateway that a policy refers to must have 1 to 253 characters\n  received: ""',
    ],
    ['a long name', () => PolicyTarget.service('x'.repeat(254)), 'the name of the Service that a policy refers to'],
    [
      'another namespace',
      () => PolicyTarget.service('a', { namespace: 'web' }),
      "a policy can't refer to a Service of another namespace, and Istio refuses to be told one\n" +
        '  received: "web"\n  fix: leave the namespace out, and put the policy into namespace web',
    ],
    [
      'an object of another kind',
      () => PolicyTarget.apiObject(object('apps/v1', 'Deployment')),
      '[shop/object] a policy can refer to a Service, a ServiceEntry, and a Gateway or GatewayClass of the Gateway API\n' +
        '  received: "apps/v1 Deployment"',
    ],
    [
      "Istio's own Gateway",
      () => PolicyTarget.apiObject(object('networking.istio.io/v1', 'Gateway')),
      'received: "networking.istio.io/v1 Gateway"',
    ],
    [
      'no objects',
      () => PolicyTarget.several(),
      'a policy refers to 1 to 16 objects\n  received: 0\n  fix: give at least one',
    ],
    ['17 objects', () => PolicyTarget.several(...many), 'received: 17'],
    [
      'labels among objects',
      () => PolicyTarget.several(PolicyTarget.workloads({ a: 'b' })),
      'pods are chosen by one set of labels, which stands alone',
    ],
    [
      'two objects in the older field',
      () => PolicyTarget.targetRef(PolicyTarget.several(many[0], many[1])),
      'the older field targetRef holds one object\n  received: ["s0","s1"]',
    ],
    [
      'an object in another namespace',
      () => render(PolicyTarget.apiObject(object('v1', 'Service', 'web'))),
      '[shop] a policy in namespace shop can\'t refer to a Service in namespace web\n  received: "shop/object"',
    ],
    [
      'an object where no namespace is known',
      () => PolicyTarget.apiObject(object('v1', 'Service', 'web'))._render({ owner: newChart() }, ALL),
      "a policy in a namespace that is left open can't refer to a Service in namespace web",
    ],
    [
      'objects for a kind that knows labels only',
      () => render(PolicyTarget.service('a'), { kind: 'ProxyConfig', targetRefs: false, targetRef: false }),
      '[shop] the kind ProxyConfig has no field to refer to objects\n  received: ["Service a"]\n  fix: use PolicyTarget.workloads(',
    ],
    [
      'the older field for a kind without',
      () =>
        render(PolicyTarget.targetRef(PolicyTarget.service('a')), {
          kind: 'TrafficExtension',
          targetRefs: true,
          targetRef: false,
        }),
      '[shop] the kind TrafficExtension has no field targetRef\n  received: ["Service a"]\n  fix: leave PolicyTarget.targetRef() out',
    ],
  ];
  test.each(refused)('%s', (_, action, message) => {
    expect(action).toThrow(message);
    expect(action).toThrow('\n  fix: ');
  });
});
