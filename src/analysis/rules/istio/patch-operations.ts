import { ENVOY_FILTER } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { textAt } from '../../../mesh/wire/json';
import { EnvoyFilterSpec } from '../../../mesh/wire/networking';

/** A patch of an EnvoyFilter. */
export interface PatchOperation {
  readonly object: MeshObject<EnvoyFilterSpec>;
  readonly applyTo: string;
  readonly operation: string;
  readonly path: FieldPath;
  /** What it patches, by name; '' where it does not say. */
  readonly target: string;
  /** The version of proxies that it is for; '' for all. */
  readonly proxyVersion: string;
}

/** The patches of all EnvoyFilters. As for Istio, a patch without an operation ends those of its EnvoyFilter. */
export function patchOperations(mesh: Mesh): PatchOperation[] {
  return mesh.all(ENVOY_FILTER).flatMap((object) => {
    const patches = object.spec.configPatches ?? [];
    const end = patches.findIndex(({ patch }) => patch === undefined);
    return patches.slice(0, end < 0 ? undefined : end).map(({ applyTo = '', patch, match }, index) => ({
      object,
      applyTo,
      operation: patch?.operation ?? '',
      path: ['spec', 'configPatches', index],
      target: textAt(patch?.value, 'name') ?? textAt(match, 'listener', 'filterChain', 'filter', 'name') ?? '',
      proxyVersion: textAt(match, 'proxy', 'proxyVersion') ?? '',
    }));
  });
}

/** Places in which a list of routes as a whole can be neither added to nor taken from. */
const WHOLE_ROUTES: ReadonlySet<string> = new Set(['ROUTE_CONFIGURATION', 'HTTP_ROUTE']);
/** Where something can be replaced. */
const REPLACEABLE: ReadonlySet<string> = new Set(['NETWORK_FILTER', 'HTTP_FILTER', 'VIRTUAL_HOST']);

/** Whether the operation is carried out where it is applied to. */
export function isEffective({ operation, applyTo }: PatchOperation): boolean {
  switch (operation) {
    case 'ADD':
    case 'REMOVE':
      return !WHOLE_ROUTES.has(applyTo);
    case 'REPLACE':
      return REPLACEABLE.has(applyTo);
    default:
      return true;
  }
}

/** Whether what comes of the operation depends on patches that were applied before. */
function isRelative(patch: PatchOperation): boolean {
  return ['REMOVE', 'REPLACE', 'INSERT_BEFORE', 'INSERT_AFTER'].includes(patch.operation) && isEffective(patch);
}

/** Relative patches of EnvoyFilters without a priority, by whether another for some version of proxies patches the same. */
export function unorderedPatches(mesh: Mesh, besideVersioned: boolean): PatchOperation[] {
  const all = patchOperations(mesh);
  return all.filter((patch) => {
    const isBeside = all.some(
      (other) =>
        other !== patch && other.proxyVersion !== '' && other.target === patch.target && comesBefore(other, patch),
    );
    return isRelative(patch) && (patch.object.spec.priority ?? 0) === 0 && isBeside === besideVersioned;
  });
}

/** Within one EnvoyFilter patches have an order; EnvoyFilters among each other have none, so any other counts. */
function comesBefore(other: PatchOperation, patch: PatchOperation): boolean {
  return other.object !== patch.object || Number(other.path[2]) < Number(patch.path[2]);
}
