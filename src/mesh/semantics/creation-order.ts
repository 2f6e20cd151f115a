import { byText } from '../../kernel/text-order';

/** What decides which of two objects came first. */
export interface Created {
  readonly name: string;
  readonly namespace: string;
  /** `creationTimestamp`; undefined of an object that no cluster has seen. */
  readonly created?: string;
}

/** Older before younger, then by name, then by namespace: the order in which Istio takes objects of a kind. */
export function byCreation(a: Created, b: Created): number {
  return ageDifference(a.created, b.created) || byText(a.name, b.name) || byText(a.namespace, b.namespace);
}

/** Objects that are not in a cluster yet come after those that are. */
function ageDifference(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) {
    return a === b ? 0 : a === undefined ? 1 : -1;
  }
  const difference = Date.parse(a) - Date.parse(b);
  return Number.isNaN(difference) ? 0 : difference;
}
