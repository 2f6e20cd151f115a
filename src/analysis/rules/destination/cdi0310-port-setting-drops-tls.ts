import { DESTINATION_RULE } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { rulesWithPolicy } from './policy-scopes';

/** Settings for a port that take TLS away from it. */
export const PORT_SETTING_DROPS_TLS: Rule = {
  code: 'CDI0310',
  name: 'PortSettingDropsTls',
  severity: Severity.ERROR,
  summary: 'Settings for a port leave out the TLS settings that the rest of the host has.',
  explanation:
    'Settings for a port stand in the place of those of the host as a whole: what they leave out falls back to the default, and is not taken over. A port with settings of its own but without `tls` is called in plain text, while the policy above it looks as if TLS were opened everywhere.',
  fix: 'Repeat `tls` in the settings of the port.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-port_level_settings',
  inputs: [DESTINATION_RULE],
  check: (mesh, report) => {
    for (const { object, scopes } of rulesWithPolicy(mesh, 'portLevelSettings')) {
      for (const { policy, path, port, subset } of scopes) {
        const above = scopes.find((scope) => scope.port === undefined && scope.subset === subset);
        const mode = above?.policy.tls?.mode;
        if (port !== undefined && policy.tls === undefined && (mode === 'SIMPLE' || mode === 'MUTUAL')) {
          const message = `${object.title} opens TLS (${mode}) to ${object.spec.host}, except to port ${port}, whose settings leave it out`;
          report({ object, path, message });
        }
      }
    }
  },
};
