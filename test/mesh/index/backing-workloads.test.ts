import { backingWorkloadsOf } from '../../../src/mesh/index/backing-workloads';
import { Mesh } from '../../../src/mesh/mesh';

const pod = (name: string, namespace: string, labels: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, namespace: ${namespace}, labels: ${labels}}\n`;

test('services and the workloads that they select, in their namespace', () => {
  const text = [
    'apiVersion: v1\nkind: Service\nmetadata: {name: shop, namespace: web}\nspec: {selector: {app: shop}}\n',
    'apiVersion: v1\nkind: Service\nmetadata: {name: canary, namespace: web}\nspec: {selector: {app: shop, version: v2}}\n',
    'apiVersion: v1\nkind: Service\nmetadata: {name: open, namespace: web}\nspec: {ports: []}\n',
    pod('v1', 'web', '{app: shop, version: v1}'),
    pod('v2', 'web', '{app: shop, version: v2}'),
    pod('far', 'other', '{app: shop}'),
    pod('bare', 'web', '{}'),
  ].join('---\n');
  const mesh = Mesh.fromYaml([{ file: 'mesh.yaml', text }]);
  const backing = backingWorkloadsOf(mesh);
  expect(
    Object.fromEntries(
      mesh.services.all.map((service) => [service.source.name, backing.of(service).map(({ name }) => name)]),
    ),
  ).toEqual({ shop: ['v1', 'v2'], canary: ['v2'], open: [] });
  expect(
    Object.fromEntries(
      mesh.workloads.all.map((workload) => [
        workload.name,
        backing.servicesOf(workload).map(({ source }) => source.name),
      ]),
    ),
  ).toEqual({ v1: ['shop'], v2: ['shop', 'canary'], far: [], bare: [] });
});
