import {
  AUTHORIZATION_POLICY,
  NAMESPACE,
  REQUEST_AUTHENTICATION,
  TRAFFIC_EXTENSION,
  WASM_PLUGIN,
} from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { TextMap } from '../../../mesh/wire/json';
import { WORKLOADS } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { isAmbientNamespace } from '../istio/ambient-mode';
import { podsSelectedIn } from '../istio/selected-pods';
import { HTTP_ATTRIBUTES, termsOf } from '../security/policy-terms';
import { hasOwnProxy } from './ambient-namespaces';

/** Policies for HTTP in ambient mode that no waypoint takes. */
export const POLICY_NOT_AT_WAYPOINT: Rule = {
  code: 'CDI0701',
  name: 'PolicyNotAtWaypoint',
  severity: Severity.WARNING,
  summary: 'A policy for HTTP in an ambient namespace has no `targetRefs`, so no waypoint applies it.',
  explanation:
    'In ambient mode the node sees connections only; requests are looked at by waypoints, and a waypoint takes a policy by its `targetRefs`, never by a selector or for a whole namespace. A RequestAuthentication, a WasmPlugin or a TrafficExtension without them does nothing. An AuthorizationPolicy is left to the node, where a rule that asks for paths, methods, headers or tokens matches no connection: what it was to allow is refused, and what it was to deny is denied altogether.',
  fix: 'Name the Service or the waypoint in `targetRefs`, and have the namespace or the Service use a waypoint: `istio.io/use-waypoint`.',
  docs: 'https://istio.io/latest/docs/ambient/usage/l7-features/',
  inputs: [AUTHORIZATION_POLICY, NAMESPACE, REQUEST_AUTHENTICATION, TRAFFIC_EXTENSION, WASM_PLUGIN, ...WORKLOADS],
  check: (mesh, report) => {
    const policies: readonly MeshObject<Attached>[] = [
      ...mesh
        .all(AUTHORIZATION_POLICY)
        .filter((policy) => termsOf(mesh, policy).some(({ attribute }) => HTTP_ATTRIBUTES.has(attribute))),
      ...mesh.all(REQUEST_AUTHENTICATION),
      ...mesh.all(TRAFFIC_EXTENSION),
      ...mesh.all(WASM_PLUGIN),
    ];
    for (const object of policies) {
      const { targetRef, targetRefs = [] } = object.spec;
      const isAttached = targetRef !== undefined || targetRefs.length > 0;
      if (
        !object.isAssumed &&
        !isAttached &&
        isAmbientNamespace(mesh, object.namespace) &&
        !isForProxies(mesh, object)
      ) {
        report({
          object,
          path: object.spec.selector === undefined ? ['spec'] : ['spec', 'selector'],
          message: `${object.title} looks into requests of namespace ${object.namespace}, which is in ambient mode, and has no targetRefs by which a waypoint would take it`,
        });
      }
    }
  },
};

/** What these policies have in common. */
interface Attached {
  readonly selector?: { readonly matchLabels?: TextMap };
  readonly targetRef?: unknown;
  readonly targetRefs?: readonly unknown[];
}

/** Whether a policy selects pods with a proxy of their own, such as those of a gateway. */
function isForProxies(mesh: Mesh, { spec, namespace }: MeshObject<Attached>): boolean {
  return podsSelectedIn(mesh, namespace, spec.selector?.matchLabels ?? {}).some(hasOwnProxy);
}
