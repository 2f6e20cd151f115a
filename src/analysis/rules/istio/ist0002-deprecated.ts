import { CUSTOM_RESOURCE_DEFINITION, SIDECAR, TELEMETRY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { textAt } from '../../../mesh/wire/json';
import { MESH_CONFIG } from '../../inputs';
import { Report, Rule } from '../../rule';
import { Severity } from '../../severity';
import { httpRoutesWith } from '../route/http-routes';

const RBAC = 'rbac.istio.io';
const RBAC_KINDS: ReadonlySet<string> = new Set([
  'ClusterRbacConfig',
  'RbacConfig',
  'ServiceRole',
  'ServiceRoleBinding',
]);

/** What Istio has given up, or is about to. */
export const DEPRECATED: Rule = {
  code: 'IST0002',
  name: 'Deprecated',
  severity: Severity.WARNING,
  summary: 'A field, a kind or a provider is used that Istio gives up.',
  explanation:
    'What is deprecated works until a version in which it does not, and then without any message: `egressProxy` of a Sidecar and the kinds of `rbac.istio.io` have no effect any more, so traffic goes another way, and policies protect nothing.',
  fix: 'Use what took its place: `percentage` of a fault for `percent`, an egress gateway for `egressProxy`, AuthorizationPolicies for the kinds of `rbac.istio.io`, an `opentelemetry` provider for `lightstep`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0002/',
  inputs: [CUSTOM_RESOURCE_DEFINITION, SIDECAR, TELEMETRY, VIRTUAL_SERVICE, ...MESH_CONFIG],
  check: (mesh, report) => {
    checkVirtualServices(mesh, report);
    checkSidecars(mesh, report);
    checkDefinitions(mesh, report);
    checkTelemetries(mesh, report);
  },
};

function checkVirtualServices(mesh: Mesh, report: Report): void {
  for (const { object, route, path } of httpRoutesWith(mesh, 'fault')) {
    if ((route.fault?.delay?.percent ?? 0) > 0) {
      report({
        object,
        path: [...path, 'fault', 'delay', 'percent'],
        message: `${object.title} delays by percent, which is deprecated; percentage took its place`,
      });
    }
  }
}

function checkSidecars(mesh: Mesh, report: Report): void {
  for (const object of mesh.all(SIDECAR)) {
    if (object.spec.outboundTrafficPolicy?.egressProxy !== undefined) {
      report({
        object,
        path: ['spec', 'outboundTrafficPolicy', 'egressProxy'],
        message: `${object.title} has an egressProxy, which Istio ignores`,
      });
    }
  }
}

function checkDefinitions(mesh: Mesh, report: Report): void {
  for (const object of mesh.all(CUSTOM_RESOURCE_DEFINITION)) {
    const kind = textAt(object.spec, 'names', 'kind') ?? '';
    if (textAt(object.spec, 'group') === RBAC && RBAC_KINDS.has(kind)) {
      report({
        object,
        path: ['spec', 'names', 'kind'],
        message: `${object.title} defines ${kind} of ${RBAC}, which Istio has no more`,
      });
    }
  }
}

function checkTelemetries(mesh: Mesh, report: Report): void {
  const lightstep = new Set(mesh.config.lightstepProviders);
  for (const object of lightstep.size === 0 ? [] : mesh.all(TELEMETRY)) {
    for (const [index, { providers = [] }] of (object.spec.tracing ?? []).entries()) {
      for (const [place, { name }] of providers.entries()) {
        if (lightstep.has(name)) {
          report({
            object,
            path: ['spec', 'tracing', index, 'providers', place, 'name'],
            message: `${object.title} traces to ${name}, a provider for Lightstep, which is deprecated; OpenTelemetry took its place`,
          });
        }
      }
    }
  }
}
