import { Workload } from '../../../mesh/index/workloads';
import { GATEWAY, SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { listAt, numberAt, textAt } from '../../../mesh/wire/json';
import { WORKLOADS } from '../../inputs';
import { gatewaysBySelector } from '../gateway/selectors';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { podsSelectedBy } from './selected-pods';
import { servicesSelecting } from './selecting-services';

/** Servers of Gateways on ports that no Service opens. */
export const GATEWAY_PORT_NOT_ON_SERVICE: Rule = {
  code: 'IST0162',
  name: 'GatewayPortNotDefinedOnService',
  severity: Severity.WARNING,
  summary: "A server of a Gateway is on a port that no Service of the gateway's pods has.",
  explanation:
    "Envoy listens on the port inside of the pods, but nothing leads there: connections to the gateway's Service on that port are refused.",
  fix: "Add the port to the gateway's Service, or serve on one of its ports. Where the Service has another `targetPort`, a server may have the number of either.",
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0162/',
  inputs: [GATEWAY, SERVICE, ...WORKLOADS],
  check: (mesh, report) => {
    for (const { selector, text, gateways } of gatewaysBySelector(mesh)) {
      const pods = podsSelectedBy(mesh, selector);
      const opened = new Set(pods.flatMap((pod) => openedFor(mesh, pod)));
      const known =
        opened.size === 0
          ? 'no Service selects them'
          : `their Services have ${[...opened].sort((a, b) => a - b).join(', ')}`;
      for (const object of pods.length === 0 ? [] : gateways) {
        for (const [index, { port }] of object.isAssumed ? [] : (object.spec.servers ?? []).entries()) {
          if (port !== undefined && !opened.has(port.number)) {
            report({
              object,
              path: ['spec', 'servers', index, 'port', 'number'],
              message: `${object.title} serves port ${port.number} on the pods with ${text}, but ${known}`,
            });
          }
        }
      }
    }
  },
};

/** The ports that lead to a pod by the Services that select it, by their own numbers and by those of the pod. */
function openedFor(mesh: Mesh, { namespace, labels }: Workload): number[] {
  return servicesSelecting(mesh, namespace, labels)
    .flatMap(({ spec }) => listAt(spec, 'ports'))
    .filter((port) => (textAt(port, 'protocol') ?? 'TCP') === 'TCP')
    .flatMap((port) => {
      const target = numberAt(port, 'targetPort') ?? Number(textAt(port, 'targetPort') ?? 0);
      return [numberAt(port, 'port') ?? 0, ...(target > 0 ? [target] : [])];
    });
}
