import { listAt, TextMap, textAt } from '../wire/json';

/** The label by which a pod says whether it gets a sidecar; once an annotation. */
export const INJECT = 'sidecar.istio.io/inject';
/** The label of namespaces whose pods the default injector looks at. */
export const INJECTION = 'istio-injection';
/** The label that names the revision of Istio that injects. */
export const REVISION = 'istio.io/rev';
/** The label that calls for ambient mode. */
export const DATAPLANE_MODE = 'istio.io/dataplane-mode';
/** What the container of a proxy is called. */
export const PROXY_CONTAINER = 'istio-proxy';

/** What a pod itself says of its sidecar, `true` or `false`: its label goes before its annotation. Undefined where it leaves it to others. */
export function injectionWish(labels: TextMap, annotations: TextMap): string | undefined {
  return labels[INJECT] ?? annotations[INJECT];
}

/** The containers of proxies in the spec of a pod; a sidecar of Kubernetes' own kind is among the containers that run first. */
export function proxyContainers(podSpec: unknown): readonly unknown[] {
  return [...listAt(podSpec, 'containers'), ...listAt(podSpec, 'initContainers')].filter(
    (container) => textAt(container, 'name') === PROXY_CONTAINER,
  );
}
