import { NAMESPACE, DEPLOYMENT, POD, SERVICE, WORKLOAD_KINDS } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Kind, MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { ISTIO_ANNOTATIONS, IstioAnnotation } from '../../../mesh/semantics/istio-annotations';
import { TextMap, textsAt } from '../../../mesh/wire/json';

/** What `annotationsOf()` reads. */
export const ANNOTATED: readonly Kind[] = [NAMESPACE, SERVICE, ...WORKLOAD_KINDS];

/** An annotation with a name of Istio's, on an object or on the pods that it makes. */
export interface WrittenAnnotation {
  readonly object: MeshObject;
  readonly path: FieldPath;
  readonly name: string;
  readonly value: string;
  /** The kind that carries it: that of the object, or `Pod` in a template. */
  readonly kind: string;
  /** The labels beside it. */
  readonly labels: TextMap;
  /** Undefined where Istio has none of the name. */
  readonly known: IstioAnnotation | undefined;
}

/** What Istio writes itself. */
const OWN: ReadonlySet<string> = new Set([
  'gateway.istio.io/controller-version',
  'istio.io/rev',
  'sidecar.istio.io/status',
]);
/** Kubernetes' own, which Istio documents too. */
const INGRESS_CLASS = 'kubernetes.io/ingress.class';
const ANY = 'Any';

/** The annotations with Istio's names on Namespaces, Services, Deployments and pods; for `mesh.derive()`. */
export function annotationsOf(mesh: Mesh): readonly WrittenAnnotation[] {
  const own = [NAMESPACE, SERVICE, POD, DEPLOYMENT].flatMap((kind) =>
    mesh.all(kind).flatMap((object) => written(object, kind.kind, [])),
  );
  const ofPods = WORKLOAD_KINDS.filter(({ template }) => template.length > 0).flatMap((kind) =>
    mesh.all(kind).flatMap((object) => written(object, POD.kind, kind.template)),
  );
  return [...own, ...ofPods];
}

/** Whether an annotation may stand where it does. */
export function isInPlace({ kinds }: IstioAnnotation, kind: string): boolean {
  return kinds.includes(ANY) || kinds.includes(kind);
}

function written(object: MeshObject, kind: string, template: readonly string[]): WrittenAnnotation[] {
  const annotations =
    template.length === 0 ? object.annotations : textsAt(object.manifest, ...template, 'metadata', 'annotations');
  const names = object.isAssumed ? [] : Object.keys(annotations).filter((name) => isIstios(name) && !OWN.has(name));
  const path = [...template, 'metadata'];
  return names.map((name) => ({
    object,
    path: [...path, 'annotations', name],
    name,
    value: annotations[name],
    kind,
    labels: textsAt(object.manifest, ...path, 'labels'),
    known: ISTIO_ANNOTATIONS.get(name),
  }));
}

function isIstios(name: string): boolean {
  return name === INGRESS_CLASS || name.split('/', 1)[0].endsWith('istio.io');
}
