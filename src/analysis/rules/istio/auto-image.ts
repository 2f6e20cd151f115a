import { proxyContainers } from '../../../mesh/semantics/injection';
import { textAt } from '../../../mesh/wire/json';

/** Whether the spec of a pod leaves the image of its proxy to the injector. */
export function hasAutoImage(podSpec: unknown): boolean {
  return proxyContainers(podSpec).some((container) => textAt(container, 'image') === 'auto');
}
