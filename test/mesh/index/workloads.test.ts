import { Workloads } from '../../../src/mesh/index/workloads';
import { Mesh } from '../../../src/mesh/mesh';
import { MeshObject } from '../../../src/mesh/mesh-object';

const template =
  'metadata: {labels: {app: a}}, spec: {serviceAccountName: runner, containers: [{name: c, ports: [{name: web, containerPort: 8080}, {containerPort: 9090}]}]}';

function workloadsOf(...manifests: string[]): Mesh['workloads'] {
  const mesh = Mesh.fromYaml([{ file: 'mesh.yaml', text: manifests.join('\n---\n') }]);
  expect(mesh.faults).toEqual([]);
  return mesh.workloads;
}

const object = (apiVersion: string, kind: string, name: string, rest: string, labels = '{}'): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: web, labels: ${labels}}\n${rest}\n`;

test.each([
  ['apps/v1', 'Deployment', `spec: {template: {${template}}}`],
  ['apps/v1', 'StatefulSet', `spec: {template: {${template}}}`],
  ['apps/v1', 'DaemonSet', `spec: {template: {${template}}}`],
  ['batch/v1', 'Job', `spec: {template: {${template}}}`],
  ['batch/v1', 'CronJob', `spec: {jobTemplate: {spec: {template: {${template}}}}}`],
  ['argoproj.io/v1alpha1', 'Rollout', `spec: {template: {${template}}}`],
])('the pods of %s %s', (apiVersion, kind, rest) => {
  expect(workloadsOf(object(apiVersion, kind, 'a', rest)).all).toEqual([
    expect.objectContaining({
      namespace: 'web',
      name: 'a',
      labels: { app: 'a' },
      serviceAccount: 'runner',
      ports: [{ name: 'web', number: 8080 }, { number: 9090 }],
      type: 'pods',
    }),
  ]);
});

test('a Pod has its own labels, and runs as default where it does not say', () => {
  const [pod] = workloadsOf(object('v1', 'Pod', 'a', 'spec: {containers: [{name: c}]}', '{app: a}')).all;
  expect(pod).toMatchObject({ labels: { app: 'a' }, serviceAccount: 'default', ports: [] });
});

test('machines', () => {
  const { all } = workloadsOf(
    object(
      'networking.istio.io/v1',
      'WorkloadEntry',
      'vm',
      'spec: {address: 10.0.0.1, labels: {app: a, v: x}}',
      '{v: w}',
    ),
    object(
      'networking.istio.io/v1',
      'WorkloadGroup',
      'vms',
      'spec: {metadata: {labels: {app: a}}, template: {serviceAccount: vm}}',
    ),
  );
  expect(all).toMatchObject([
    { name: 'vm', labels: { app: 'a', v: 'w' }, type: 'machine', serviceAccount: '' },
    { name: 'vms', labels: { app: 'a' }, type: 'machines', serviceAccount: 'vm' },
  ]);
});

test('workloads are found by all labels of a selector', () => {
  const pod = (name: string, labels: string): string => object('v1', 'Pod', name, 'spec: {}', labels);
  const workloads = workloadsOf(pod('a', '{app: a, v: x}'), pod('b', '{app: a, v: w}'), pod('c', '{app: c}'));
  const names = (namespace: string, selector: { [key: string]: string }): string[] =>
    workloads.selected(namespace, selector).map(({ name }) => name);
  expect(names('web', { app: 'a' })).toEqual(['a', 'b']);
  expect(names('web', { app: 'a', v: 'w' })).toEqual(['b']);
  expect(names('web', {})).toEqual(['a', 'b', 'c']);
  expect(names('web', { app: 'a', v: 'z' })).toEqual([]);
  expect(names('shop', { app: 'a' })).toEqual([]);
  expect(workloads.selectedAnywhere({ v: 'x' }).map(({ name }) => name)).toEqual(['a']);
});

test('what is malformed is no workload with surprises', () => {
  const [workload] = workloadsOf(object('apps/v1', 'Deployment', 'a', 'spec: {template: 1}')).all;
  expect(workload).toMatchObject({ labels: {}, ports: [], serviceAccount: 'default' });
});

test('a WorkloadGroup of which nothing is known', () => {
  const group = new MeshObject(
    { apiVersion: 'networking.istio.io/v1', kind: 'WorkloadGroup', metadata: { name: 'group', namespace: 'shop' } },
    {},
    'default',
    true,
  );
  const workloads = new Workloads((kind) => (kind.kind === 'WorkloadGroup' ? [group as MeshObject<never>] : []));
  expect(workloads.all).toMatchObject([{ name: 'group', labels: {}, serviceAccount: '', type: 'machines' }]);
});
