import { SIDECAR } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Sidecars that block unknown hosts without saying so. */
export const OUTBOUND_POLICY_WITHOUT_MODE: Rule = {
  code: 'CDI0412',
  name: 'OutboundPolicyWithoutMode',
  severity: Severity.WARNING,
  summary: 'A Sidecar has an `outboundTrafficPolicy` without a `mode`.',
  explanation:
    'Without a mode it is not that of the mesh that holds, but REGISTRY_ONLY, the first in the list: requests to hosts that Istio does not know end with 502, or a closed connection, where the rest of the mesh lets them out.',
  fix: 'Write the `mode` that is meant, or leave out `outboundTrafficPolicy` to have that of the mesh.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy',
  inputs: [SIDECAR],
  check: (mesh, report) => {
    for (const object of mesh.all(SIDECAR)) {
      const { outboundTrafficPolicy } = object.spec;
      if (outboundTrafficPolicy !== undefined && outboundTrafficPolicy.mode === undefined) {
        const message = `${object.title} sets outboundTrafficPolicy and no mode, which is REGISTRY_ONLY`;
        report({ object, path: ['spec', 'outboundTrafficPolicy'], message });
      }
    }
  },
};
