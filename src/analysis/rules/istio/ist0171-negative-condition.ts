import {
  AUTHORIZATION_POLICY,
  GRPC_ROUTE,
  HTTP_ROUTE,
  KUBERNETES_GATEWAY,
  SERVICE,
  SERVICE_ENTRY,
  WORKLOAD_ENTRY,
} from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { listAt, textAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

const BOUND = ['istio.io/WaypointBound'];
const ENFORCED = ['ZtunnelAccepted', 'WaypointAccepted'];
const ATTACHED = ['Accepted', 'Programmed', 'ResolvedRefs'];
/** The conditions of each kind that are bad when they are false. */
const CONDITIONS = [
  { kind: SERVICE, types: BOUND },
  { kind: SERVICE_ENTRY, types: BOUND },
  { kind: WORKLOAD_ENTRY, types: BOUND },
  { kind: AUTHORIZATION_POLICY, types: ENFORCED },
  { kind: KUBERNETES_GATEWAY, types: ATTACHED },
  { kind: HTTP_ROUTE, types: ATTACHED },
  { kind: GRPC_ROUTE, types: ATTACHED },
];

/** Objects of a cluster of which istiod says that something is wrong. */
export const NEGATIVE_CONDITION: Rule = {
  code: 'IST0171',
  name: 'NegativeConditionStatus',
  severity: Severity.WARNING,
  summary: 'An object of a cluster has a condition that says what is wrong with it.',
  explanation:
    'istiod writes into the status of objects what came of them: whether a waypoint serves a Service, a policy is enforced, a Gateway or a route is in use. A negative condition is its own word that the object does not do what it was written for.',
  fix: 'Do what the condition says; `kubectl describe` shows it too.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0171/',
  inputs: CONDITIONS.map(({ kind }) => kind),
  check: (mesh, report) => {
    for (const { kind, types } of CONDITIONS) {
      for (const object of mesh.all(kind).filter(({ isAssumed }) => !isAssumed)) {
        for (const { path, condition } of conditionsOf(object)) {
          const [type, reason] = [textAt(condition, 'type') ?? '', textAt(condition, 'reason') ?? ''];
          // A policy of which a waypoint takes a part is accepted, and yet not all of it is enforced.
          const isPartial = type === 'WaypointAccepted' && reason === 'PartiallyInvalid' && types === ENFORCED;
          if (isPartial || (types.includes(type) && textAt(condition, 'status') === 'False')) {
            const words = textAt(condition, 'message') ?? '';
            report({
              object,
              path,
              message: `${object.title} has the condition ${type} ${isPartial ? '' : 'False '}(${reason})${words === '' ? '' : `: ${words}`}`,
            });
          }
        }
      }
    }
  },
};

/** The conditions of an object; those of a route stand with each of its parents. */
function conditionsOf({ manifest }: MeshObject): { readonly path: FieldPath; readonly condition: unknown }[] {
  if (manifest.status === undefined) {
    return [];
  }
  const places: FieldPath[] = [
    ['status'],
    ...listAt(manifest, 'status', 'parents').map((_, index) => ['status', 'parents', index]),
  ];
  return places.flatMap((place) =>
    listAt(manifest, ...place, 'conditions').map((condition, index) => ({
      path: [...place, 'conditions', index],
      condition,
    })),
  );
}
