import { CUSTOM_RESOURCE_DEFINITION } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

const BUNDLE_VERSION = 'gateway.networking.k8s.io/bundle-version';
const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+][0-9A-Za-z.+-]+)?$/;

/** The releases of the Gateway API that Istio 1.31 asks for at least, by the name of the CRD. */
const MINIMUM: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'grpcroutes.gateway.networking.k8s.io': '1.1.0',
    'backendtlspolicies.gateway.networking.k8s.io': '1.4.0',
    'tlsroutes.gateway.networking.k8s.io': '1.5.0',
    'tcproutes.gateway.networking.k8s.io': '1.6.0',
  }),
);

/** CRDs of the Gateway API that Istio passes over. */
export const GATEWAY_API_TOO_OLD: Rule = {
  code: 'IST0176',
  name: 'GatewayAPICRDVersionBelowMinimum',
  severity: Severity.WARNING,
  summary: 'A CRD of the Gateway API is of an older release than Istio takes.',
  explanation:
    'Istio looks at the release that a CRD is annotated with, and passes over kinds whose CRD is too old: routes of that kind are in the cluster, and never become part of a gateway; a listener for them is never programmed.',
  fix: 'Install the CRDs of the release that the message names, or of a later one.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0176/',
  inputs: [CUSTOM_RESOURCE_DEFINITION],
  check: (mesh, report) => {
    for (const object of mesh.all(CUSTOM_RESOURCE_DEFINITION)) {
      const [minimum, installed] = [MINIMUM.get(object.name), object.annotations[BUNDLE_VERSION] as string | undefined];
      if (!object.isAssumed && minimum !== undefined && installed !== undefined && isOlder(installed, minimum)) {
        report({
          object,
          path: ['metadata', 'annotations', BUNDLE_VERSION],
          message: `${object.title} is of release ${installed} of the Gateway API, and Istio takes none before ${minimum}`,
        });
      }
    }
  },
};

/** Whether a release comes before another; one that is not named as releases are does not. What is said of a pre-release does not count. */
function isOlder(version: string, other: string): boolean {
  const [a, b] = [partsOf(version), partsOf(other)];
  const place = a.findIndex((part, index) => part !== b[index]);
  return place >= 0 && a[place] < b[place];
}

function partsOf(version: string): number[] {
  return (VERSION.exec(version)?.slice(1, 4) ?? []).map((part: string | undefined) => Number(part ?? 0));
}
