import { GRPC_ROUTE, HTTP_ROUTE, TCP_ROUTE, TLS_ROUTE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Kind, MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { listAt, numberAt, textAt } from '../../../mesh/wire/json';

/** The kinds of routes of the Gateway API. */
export const ROUTES: readonly Kind[] = [GRPC_ROUTE, HTTP_ROUTE, TCP_ROUTE, TLS_ROUTE];

const GATEWAY_API = 'gateway.networking.k8s.io';

/** A reference in a route of the Gateway API. */
export interface RouteReference {
  readonly object: MeshObject;
  readonly path: FieldPath;
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | undefined;
  /** The listener that a route is attached to; undefined for all. */
  readonly sectionName: string | undefined;
}

/** What the routes of a mesh are attached to. */
export function parentsOf(mesh: Mesh): RouteReference[] {
  return routesOf(mesh, ROUTES).flatMap((object) =>
    listAt(object.spec, 'parentRefs').map((value, index) =>
      referenceOf(object, value, ['spec', 'parentRefs', index], { group: GATEWAY_API, kind: 'Gateway' }),
    ),
  );
}

/** What the routes of a mesh lead to; of some kinds only, if they are given. */
export function backendsOf(mesh: Mesh, kinds: readonly Kind[] = ROUTES): RouteReference[] {
  return routesOf(mesh, kinds).flatMap((object) =>
    listAt(object.spec, 'rules').flatMap((rule, index) =>
      listAt(rule, 'backendRefs').map((value, at) =>
        referenceOf(object, value, ['spec', 'rules', index, 'backendRefs', at], { group: '', kind: 'Service' }),
      ),
    ),
  );
}

function routesOf(mesh: Mesh, kinds: readonly Kind[]): MeshObject[] {
  return kinds.flatMap((kind) => mesh.all(kind)).filter(({ isAssumed }) => !isAssumed);
}

function referenceOf(object: MeshObject, value: unknown, path: FieldPath, fallback: Kind): RouteReference {
  return {
    object,
    path,
    kind: { group: textAt(value, 'group') ?? fallback.group, kind: textAt(value, 'kind') ?? fallback.kind },
    namespace: (textAt(value, 'namespace') ?? '') || object.namespace,
    name: textAt(value, 'name') ?? '',
    port: numberAt(value, 'port'),
    sectionName: textAt(value, 'sectionName'),
  };
}

/** Whether two kinds are the same. */
export function isKind(a: Kind, b: Kind): boolean {
  return a.group === b.group && a.kind === b.kind;
}
