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
  const found: WrittenAnnotation[] = [];
  for (const kind of [NAMESPACE, SERVICE, POD, DEPLOYMENT]) {
    mesh.all(kind).forEach((object) => addWritten(found, object, kind.kind, []));
  }
  for (const kind of WORKLOAD_KINDS.filter(({ template }) => template.length > 0)) {
    mesh.all(kind).forEach((object) => addWritten(found, object, POD.kind, kind.template));
  }
  return found;
}

/** Whether an annotation may stand where it does. */
export function isInPlace({ kinds }: IstioAnnotation, kind: string): boolean {
  return kinds.includes(ANY) || kinds.includes(kind);
}

function addWritten(found: WrittenAnnotation[], object: MeshObject, kind: string, template: readonly string[]): void {
  const { manifest } = object;
  const annotations =
    template.length === 0 ? object.annotations : textsAt(manifest, ...template, 'metadata', 'annotations');
  for (const name in annotations) {
    if (!object.isAssumed && isIstios(name) && !OWN.has(name)) {
      found.push({
        object,
        path: [...template, 'metadata', 'annotations', name],
        name,
        value: annotations[name],
        kind,
        labels: textsAt(manifest, ...template, 'metadata', 'labels'),
        known: ISTIO_ANNOTATIONS.get(name),
      });
    }
  }
}

function isIstios(name: string): boolean {
  return name === INGRESS_CLASS || name.split('/', 1)[0].endsWith('istio.io');
}
