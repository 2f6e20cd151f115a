import { textOfSelector } from '../../../mesh/index/gateway-pods';
import { SIDECAR, TELEMETRY } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { FieldPath } from '../../../mesh/origin';
import { MeshObject } from '../../../mesh/mesh-object';
import { TextMap } from '../../../mesh/wire/json';
import { Report } from '../../rule';
import { gatewaysBySelector } from '../gateway/selectors';
import { knowsPodsIn, podsSelectedBy } from './selected-pods';

/** Selectors that select no pod: of Gateways in any namespace; of Sidecars and Telemetries in their own, and no machine either. */
export function checkWorkloads(mesh: Mesh, report: Report): void {
  const selected = gatewaysBySelector(mesh).map((each) => ({ ...each, pods: podsSelectedBy(mesh, each.selector) }));
  // A part of a cluster, such as an app, mostly leaves the pods of gateways to others; if it has some, it is their labels that count.
  const isKnown =
    !mesh.isPartial || selected.some(({ text, pods }) => text !== '' && pods.some(({ source }) => !source.isAssumed));
  for (const { text, gateways, pods } of isKnown ? selected : []) {
    const isWithoutPods = pods.length === 0;
    for (const object of isWithoutPods ? gateways.filter(({ isAssumed }) => !isAssumed) : []) {
      report({
        object,
        path: ['spec', 'selector'],
        message: `${object.title} selects ${text}, which no pod carries`,
      });
    }
  }
  const check = (object: MeshObject, selector: TextMap, path: FieldPath): void => {
    const isKnown = Object.keys(selector).length > 0 && knowsPodsIn(mesh, object.namespace);
    if (isKnown && mesh.workloads.selected(object.namespace, selector).length === 0) {
      const message = `${object.title} selects ${textOfSelector(selector)}, which no pod in namespace ${object.namespace} carries`;
      report({ object, path, message });
    }
  };
  for (const object of mesh.all(SIDECAR)) {
    check(object, object.spec.workloadSelector?.labels ?? {}, ['spec', 'workloadSelector', 'labels']);
  }
  for (const object of mesh.all(TELEMETRY)) {
    check(object, object.spec.selector?.matchLabels ?? {}, ['spec', 'selector', 'matchLabels']);
  }
}
