import { TELEMETRY } from '../../../mesh/kinds';
import { MESH_CONFIG } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Access logs that are written nowhere. */
export const LOG_WITHOUT_PROVIDER: Rule = {
  code: 'IST0157',
  name: 'InvalidTelemetryProvider',
  severity: Severity.WARNING,
  summary: 'A Telemetry asks for access logs and names no provider, and the mesh has no default one.',
  explanation:
    'A Telemetry without a provider is for those that `defaultProviders.accessLogging` of the mesh config names. Where that is empty, the Telemetry is ignored, and no log is written.',
  fix: "Name a provider in the Telemetry, such as Istio's own `envoy`, or set a default one in the mesh config.",
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0157/',
  inputs: [TELEMETRY, ...MESH_CONFIG],
  check: (mesh, report) => {
    for (const object of mesh.config.hasDefaultAccessLogging ? [] : mesh.all(TELEMETRY)) {
      for (const [index, { disabled, providers = [] }] of (object.spec.accessLogging ?? []).entries()) {
        if (disabled !== true && providers.length === 0) {
          report({
            object,
            path: ['spec', 'accessLogging', index],
            message: `${object.title} asks for access logs, names no provider, and the mesh has no default one`,
          });
        }
      }
    }
  },
};
