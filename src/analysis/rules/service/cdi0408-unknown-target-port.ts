import { backingWorkloadsOf } from '../../../mesh/index/backing-workloads';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { SERVICES, withoutWorkloads, WORKLOADS } from '../../inputs';

/** Ports of Services that point to a name which no container has. */
export const UNKNOWN_TARGET_PORT: Rule = {
  code: 'CDI0408',
  name: 'UnknownTargetPort',
  severity: Severity.ERROR,
  summary: 'A port of a Service points to a port by a name that none of its pods has.',
  explanation:
    'A `targetPort` that is a name stands for the port of that name in the containers of the pods. Where no container has it, the port of the Service has no endpoints: requests to it are answered with 503 and the response flag UH.',
  fix: "Give the container's port that name, or write its number.",
  docs: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
  inputs: [...SERVICES, ...WORKLOADS],
  undecidable: withoutWorkloads,
  check: (mesh, report) => {
    const backing = backingWorkloadsOf(mesh);
    for (const service of mesh.services.all) {
      const isNamed = service.ports.some(({ targetPort }) => typeof targetPort === 'string');
      if (!isNamed || service.registry !== 'Kubernetes') {
        continue;
      }
      const pods = backing.of(service).filter(({ type }) => type === 'pods');
      for (const [index, { targetPort, number }] of service.ports.entries()) {
        if (
          typeof targetPort === 'string' &&
          pods.length > 0 &&
          !pods.some(({ ports }) => ports.some(({ name }) => name === targetPort))
        ) {
          const object = service.source;
          const message = `Port ${number} of ${object.title} points to port '${targetPort}', which none of its pods has`;
          report({ object, path: ['spec', 'ports', index, 'targetPort'], message });
        }
      }
    }
  },
};
