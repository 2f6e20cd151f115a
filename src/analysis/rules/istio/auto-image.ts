import { listAt, textAt } from '../../../mesh/wire/json';

/** Whether the spec of a pod leaves the image of its proxy to the injector. */
export function hasAutoImage(podSpec: unknown): boolean {
  return listAt(podSpec, 'containers').some(
    (container) => textAt(container, 'name') === 'istio-proxy' && textAt(container, 'image') === 'auto',
  );
}
