import { Protocol } from '../../../kernel/protocol';
import { DESTINATION_RULE, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { DestinationRuleSpec } from '../../../mesh/wire/networking';
import { SERVICES } from '../../inputs';
import { clientTlsOf } from './client-tls';
import { portOf, resolvedDestinations } from './destinations';
import { hostRulesOf } from './host-rules';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Plain HTTP to ports that speak HTTPS. */
export const MISSING_TLS_ORIGINATION: Rule = {
  code: 'CDI0211',
  name: 'MissingTlsOrigination',
  severity: Severity.WARNING,
  summary: 'An HTTP route leads to an HTTPS port, and no DestinationRule makes the client speak TLS.',
  explanation:
    'A proxy that routes HTTP sends plain HTTP on, whatever the port is called. A server that speaks TLS there answers with 400 or closes the connection: 503 with the response flag `UC` or `UPE`.',
  fix: 'Add a DestinationRule for the host with `tls.mode: SIMPLE`, or with `MUTUAL` and a client certificate; or route to the HTTP port. If the port speaks plain HTTP after all, rename it.',
  docs: 'https://istio.io/latest/docs/ops/common-problems/network-issues/#gateway-to-service-tls-mismatch',
  inputs: [VIRTUAL_SERVICE, DESTINATION_RULE, ...SERVICES],
  check: (mesh, report) => {
    const rules = mesh.derive(hostRulesOf);
    for (const placed of resolvedDestinations(mesh)) {
      const { object, destination, routes, host, services } = placed;
      const port = routes === 'http' ? portOf(services, destination) : undefined;
      if (port?.protocol === Protocol.HTTPS && !rules.covering(host).some((rule) => setsTls(rule, port.number))) {
        const message = `${object.title} sends plain HTTP to port ${port.number} (${port.name}) of ${destination.host}, which speaks HTTPS`;
        report({ object, path: placed.path, message });
      }
    }
  },
};

/** Whether a rule says anything of TLS to a port, for any subset: then somebody has thought of it. */
function setsTls(rule: MeshObject<DestinationRuleSpec>, port: number): boolean {
  const subsets = ['', ...(rule.spec.subsets ?? []).map(({ name }) => name)];
  return rule.isAssumed || subsets.some((subset) => (clientTlsOf(rule, port, subset)?.mode ?? 'DISABLE') !== 'DISABLE');
}
