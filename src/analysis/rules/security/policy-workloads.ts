import { GATEWAY } from '../../../mesh/kinds';
import { backingWorkloadsOf } from '../../../mesh/index/backing-workloads';
import { SelectorIndex } from '../../../mesh/index/selector-index';
import { RegisteredPort } from '../../../mesh/index/services';
import { Workload } from '../../../mesh/index/workloads';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { TextMap } from '../../../mesh/wire/json';
import { AuthorizationPolicySpec } from '../../../mesh/wire/security';

/** The workloads that a policy with a selector is for: of its namespace, of all of them if it is in the root namespace. */
export function workloadsOf(mesh: Mesh, { namespace }: MeshObject, selector: TextMap): readonly Workload[] {
  return namespace === mesh.config.rootNamespace
    ? mesh.workloads.selectedAnywhere(selector)
    : mesh.workloads.selected(namespace, selector);
}

/** The workloads that an AuthorizationPolicy is for; none where it names its targets, which may be of the Gateway API. */
export function authorizedBy(mesh: Mesh, policy: MeshObject<AuthorizationPolicySpec>): readonly Workload[] {
  const { selector, targetRef, targetRefs } = policy.spec;
  return targetRef !== undefined || (targetRefs ?? []).length > 0
    ? []
    : workloadsOf(mesh, policy, selector?.matchLabels ?? {});
}

/** Whether the workload is a gateway, as far as that can be told: its listeners are those of Gateways, not of its Services. */
export function isGateway(mesh: Mesh, { labels, annotations }: Workload): boolean {
  return (
    'gateway.networking.k8s.io/gateway-name' in labels ||
    annotations['inject.istio.io/templates'] === 'gateway' ||
    mesh.derive(gatewaySelectors).selecting(labels).length > 0
  );
}

function gatewaySelectors(mesh: Mesh): SelectorIndex<TextMap> {
  const selectors = new Map<string, TextMap>();
  for (const { spec } of mesh.all(GATEWAY)) {
    const selector = spec.selector ?? {};
    if (Object.keys(selector).length > 0) {
      selectors.set(JSON.stringify(selector), selector);
    }
  }
  return new SelectorIndex([...selectors.values()], (selector) => selector);
}

/** The port that a workload opens for a service's port; undefined where its name stands in no container. */
export function workloadPort(workload: Workload, { number, targetPort }: RegisteredPort): number | undefined {
  return typeof targetPort === 'string'
    ? workload.ports.find(({ name }) => name === targetPort)?.number
    : (targetPort ?? number);
}

/**
 * Whether the number is that of a port of services of all these workloads and of no port that one of them opens: then somebody took the
 * service's port for the workload's.
 */
export function isServicePortOnly(mesh: Mesh, workloads: readonly Workload[], number: number): boolean {
  const backing = backingWorkloadsOf(mesh);
  return (
    workloads.length > 0 &&
    workloads.every((workload) => {
      const ports = backing.servicesOf(workload).flatMap((service) => service.ports);
      const opened = ports.map((port) => workloadPort(workload, port));
      return (
        ports.some((port) => port.number === number) &&
        !opened.includes(undefined) &&
        !opened.includes(number) &&
        !workload.ports.some((port) => port.number === number)
      );
    })
  );
}
