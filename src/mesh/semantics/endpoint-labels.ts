import { TextMap } from '../wire/json';

/** Labels that Istio adds to endpoints by where they run, which manifests of pods don't tell. */
const ADDED: ReadonlySet<string> = new Set([
  'kubernetes.io/hostname',
  'topology.istio.io/cluster',
  'topology.istio.io/network',
  'topology.istio.io/subzone',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
]);

/** Whether an endpoint with these labels may be one that a subset selects: where it runs may be anywhere, unless its labels say it. */
export function maySelectEndpoint(selector: TextMap, labels: TextMap): boolean {
  for (const key in selector) {
    if (labels[key] !== selector[key] && (labels[key] !== undefined || !ADDED.has(key))) {
      return false;
    }
  }
  return true;
}

/** The labels of a subset other than those that Istio adds. */
export function ownLabels(selector: TextMap): TextMap {
  return !Object.keys(selector).some((key) => ADDED.has(key))
    ? selector
    : Object.fromEntries(Object.entries(selector).filter(([key]) => !ADDED.has(key)));
}
