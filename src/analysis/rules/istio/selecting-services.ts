import { SelectorIndex } from '../../../mesh/index/selector-index';
import { SERVICE } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { TextMap, textsAt } from '../../../mesh/wire/json';

/** The Services of a mesh by the pods that they select; one without a selector selects all, as Istio's analyzers have it. */
class SelectingServices {
  private readonly byNamespace = new Map<string, MeshObject[]>();
  private readonly indexes = new Map<string, SelectorIndex<MeshObject>>();

  constructor(services: readonly MeshObject[]) {
    services.forEach((service) => addTo(this.byNamespace, service.namespace, service));
  }

  /** The Services of a namespace that select pods with these labels, in the order in which they were written. */
  public of(namespace: string, labels: TextMap): readonly MeshObject[] {
    let index = this.indexes.get(namespace);
    if (index === undefined) {
      index = new SelectorIndex(this.byNamespace.get(namespace) ?? [], selectorOf);
      this.indexes.set(namespace, index);
    }
    return index.selecting(labels);
  }
}

function selectorOf({ spec }: MeshObject): TextMap {
  return textsAt(spec, 'selector');
}

/** The Services of a namespace that select pods with these labels. */
export function servicesSelecting(mesh: Mesh, namespace: string, labels: TextMap): readonly MeshObject[] {
  return mesh.derive(readSelectingServices).of(namespace, labels);
}

function readSelectingServices(mesh: Mesh): SelectingServices {
  return new SelectingServices(mesh.all(SERVICE));
}
