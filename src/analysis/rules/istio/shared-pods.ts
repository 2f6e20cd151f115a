import { Workload } from '../../../mesh/index/workloads';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { TextMap } from '../../../mesh/wire/json';
import { byText } from '../../order';
import { Report } from '../../rule';
import { podsSelectedIn } from './selected-pods';

/** Objects of which one applies to a pod. */
interface Exclusive<Spec> {
  readonly objects: readonly MeshObject<Spec>[];
  readonly selectorOf: (object: MeshObject<Spec>) => TextMap;
  /** Where the selector stands. */
  readonly path: FieldPath;
  /** The pods that they do not apply to, if any. */
  readonly isExempt?: (pod: Workload) => boolean;
}

/** Reports objects with selectors that select a pod in common, each once. */
export function reportSharedPods<Spec>(
  mesh: Mesh,
  report: Report,
  { objects, selectorOf, path, isExempt = () => false }: Exclusive<Spec>,
): void {
  const byPod = new Map<Workload, MeshObject<Spec>[]>();
  const podsOf = new Map<MeshObject<Spec>, readonly Workload[]>();
  for (const object of objects) {
    const selector = selectorOf(object);
    const selected = Object.keys(selector).length === 0 ? [] : podsSelectedIn(mesh, object.namespace, selector);
    const pods = selected.filter((each) => !isExempt(each));
    podsOf.set(object, pods);
    pods.forEach((pod) => addTo(byPod, pod, object));
  }
  for (const object of objects) {
    const shared = (podsOf.get(object) ?? []).filter((pod) => (byPod.get(pod) ?? []).length > 1);
    const others = [...new Set(shared.flatMap((pod) => byPod.get(pod) ?? []))]
      .filter((other) => other !== object)
      .sort((a, b) => byText(a.key, b.key));
    if (others.length > 0) {
      const pods = shared.map(({ name }) => name).sort(byText);
      report({
        object,
        path,
        message: `${object.title} selects the pods of ${pods.join(', ')}, and so does ${others.map(({ title }) => title).join(', ')}`,
        related: others.map((other) => ({ object: other, path })),
      });
    }
  }
}

/** Reports objects without a selector of which there are several in a namespace. */
export function reportSeveralDefaults<Spec>(objects: readonly MeshObject<Spec>[], report: Report): void {
  const byNamespace = new Map<string, MeshObject<Spec>[]>();
  objects.forEach((object) => addTo(byNamespace, object.namespace, object));
  for (const object of objects) {
    const others = (byNamespace.get(object.namespace) ?? [])
      .filter((other) => other !== object)
      .sort((a, b) => byText(a.key, b.key));
    if (others.length > 0) {
      report({
        object,
        message: `${object.title} is for all pods of namespace ${object.namespace}, and so is ${others.map(({ title }) => title).join(', ')}`,
        related: others.map((other) => ({ object: other })),
      });
    }
  }
}
