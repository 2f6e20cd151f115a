import { GATEWAY, REQUEST_AUTHENTICATION, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { Workload } from '../../../mesh/index/workloads';
import { selects } from '../../../mesh/semantics/selector';
import { VirtualServiceSpec } from '../../../mesh/wire/networking';
import { WORKLOADS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { httpMatchesWith } from '../route/http-routes';
import { gatewayReferencesOf } from './gateway-references';
import { podsSelectedBy } from './selected-pods';

/** Headers that stand for claims of a JWT. */
const CLAIM = /^@request\.auth\.claims[.[]/i;
const ROOT = 'istio-system';

/** Routes by claims at gateways that check no JWT. */
export const CLAIMS_WITHOUT_AUTHENTICATION: Rule = {
  code: 'IST0149',
  name: 'JwtClaimBasedRoutingWithoutRequestAuthN',
  severity: Severity.ERROR,
  summary: 'A route matches a claim of a JWT at a gateway without a RequestAuthentication.',
  explanation:
    'Claims are known of tokens that a RequestAuthentication has checked. Without one for the pods of the gateway, a match by a claim never holds, and its opposite always does.',
  fix: "Add a RequestAuthentication for the gateway's pods, in their namespace or the root namespace.",
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0149/',
  inputs: [GATEWAY, REQUEST_AUTHENTICATION, VIRTUAL_SERVICE, ...WORKLOADS],
  check: (mesh, report) => {
    const claims = claimsOf(mesh);
    for (const { object, namespace, name } of claims.size === 0 ? [] : gatewayReferencesOf(mesh)) {
      const claim = claims.get(object);
      if (claim !== undefined) {
        const gateway = mesh.get(GATEWAY, namespace, name);
        const pods =
          gateway === undefined || gateway.isAssumed ? [] : podsSelectedBy(mesh, gateway.spec.selector ?? {});
        const open = pods
          .filter((pod) => !isAuthenticated(mesh, pod))
          .map((pod) => pod.name)
          .sort();
        if (gateway !== undefined && open.length > 0) {
          report({
            object,
            path: claim.path,
            message: `${object.title} routes by ${claim.name} at ${gateway.title}, on whose pods of ${open.join(', ')} no RequestAuthentication checks tokens`,
            related: [{ object: gateway }],
          });
        }
      }
    }
  },
};

/** A claim that a route matches, and where. */
interface Claim {
  readonly name: string;
  readonly path: FieldPath;
}

/** The VirtualServices that match claims, with the first of them. */
function claimsOf(mesh: Mesh): ReadonlyMap<MeshObject<VirtualServiceSpec>, Claim> {
  const found = new Map<MeshObject<VirtualServiceSpec>, Claim>();
  for (const { object } of [...httpMatchesWith(mesh, 'headers'), ...httpMatchesWith(mesh, 'withoutHeaders')]) {
    const claim = found.has(object) ? undefined : firstClaim(object.spec);
    if (claim !== undefined) {
      found.set(object, claim);
    }
  }
  return found;
}

function firstClaim({ http = [] }: VirtualServiceSpec): Claim | undefined {
  for (const [index, { match = [] }] of http.entries()) {
    for (const [at, condition] of match.entries()) {
      for (const field of ['headers', 'withoutHeaders'] as const) {
        const name = Object.keys(condition[field] ?? {}).find((header) => CLAIM.test(header));
        if (name !== undefined) {
          return { name, path: ['spec', 'http', index, 'match', at, field, name] };
        }
      }
    }
  }
  return undefined;
}

function isAuthenticated(mesh: Mesh, { namespace, labels }: Workload): boolean {
  return mesh
    .all(REQUEST_AUTHENTICATION)
    .some(
      (each) => [ROOT, namespace].includes(each.namespace) && selects(each.spec.selector?.matchLabels ?? {}, labels),
    );
}
