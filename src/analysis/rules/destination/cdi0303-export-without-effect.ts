import { DESTINATION_RULE } from '../../../mesh/kinds';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { servicesOf } from './policy-scopes';

/** DestinationRules that are exported to clients which never look for them. */
export const EXPORT_WITHOUT_EFFECT: Rule = {
  code: 'CDI0303',
  name: 'ExportWithoutEffect',
  severity: Severity.WARNING,
  summary: 'A DestinationRule is exported from a namespace where no other looks for it.',
  explanation:
    "A client takes the DestinationRule for a host from its own namespace, else from that of the Service, else from Istio's root namespace. One in any other namespace holds for clients of that namespace alone, whatever its `exportTo` says.",
  fix: 'Move the DestinationRule into the namespace of the Service, or leave out `exportTo`.',
  docs: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration',
  inputs: [DESTINATION_RULE, ...SERVICES],
  check: (mesh, report) => {
    for (const object of mesh.all(DESTINATION_RULE)) {
      const { exportTo = [], workloadSelector, host } = object.spec;
      const others = exportTo.filter((scope) => !['.', '~', object.namespace].includes(scope));
      const isOwn = object.namespace === mesh.config.rootNamespace || workloadSelector !== undefined;
      const services = others.length === 0 || isOwn ? [] : servicesOf(mesh, object);
      if (services.length > 0 && services.every(({ namespace }) => namespace !== object.namespace)) {
        const message = `${object.title} holds for clients in namespace ${object.namespace} alone: ${host} belongs to namespace ${services[0].namespace}`;
        report({ object, path: ['spec', 'exportTo'], message, related: [{ object: services[0].source }] });
      }
    }
  },
};
