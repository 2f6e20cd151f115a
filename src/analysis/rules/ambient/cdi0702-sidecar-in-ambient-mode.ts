import { NAMESPACE } from '../../../mesh/kinds';
import { DATAPLANE_MODE } from '../../../mesh/semantics/injection';
import { WORKLOADS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { hasOwnProxy, isAmbientWorkload } from './ambient-namespaces';

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Pods that ask for ambient mode and for a sidecar. */
export const SIDECAR_IN_AMBIENT_MODE: Rule = {
  code: 'CDI0702',
  name: 'SidecarInAmbientMode',
  severity: Severity.WARNING,
  summary: 'Pods are labelled for ambient mode and have a sidecar, or ask for one.',
  explanation:
    'A pod is in one of the two modes. With a sidecar it is left out of the ambient mode whatever its label says: it does not use its waypoint, and what was set up for ambient mode does not hold for it. Moving a workload over begins with taking the sidecar away.',
  fix: 'Remove `sidecar.istio.io/inject` (or the container) to go over to ambient mode, or the label `istio.io/dataplane-mode` to keep the sidecar.',
  docs: 'https://istio.io/latest/docs/ambient/usage/add-workloads/',
  inputs: [NAMESPACE, ...WORKLOADS],
  check: (mesh, report) => {
    for (const workload of mesh.workloads.all) {
      if (!isAmbientWorkload(mesh, workload)) {
        continue;
      }
      const { source, labels, type } = workload;
      // A gateway is a proxy itself; it says by its own label if it means more than that.
      const isGateway = Object.hasOwn(labels, GATEWAY_NAME) || Object.hasOwn(labels, 'istio');
      const isMeant = Object.hasOwn(labels, DATAPLANE_MODE) || !isGateway;
      if (type === 'pods' && !source.isAssumed && isMeant && hasOwnProxy(workload)) {
        const by = Object.hasOwn(labels, DATAPLANE_MODE)
          ? 'their label'
          : `the label of namespace ${workload.namespace}`;
        report({
          object: source,
          message: `The pods of ${source.title} have a sidecar, and are in ambient mode by ${by}`,
        });
      }
    }
  },
};
