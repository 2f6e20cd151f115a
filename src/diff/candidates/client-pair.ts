import { canonicalJson } from '../../kernel/same-json';
import { Mesh } from '../../mesh/mesh';
import { Workload } from '../../mesh/index/workloads';
import { Client } from '../../simulation/client';

/** Two meshes that are compared. */
export interface MeshPair {
  readonly before: Mesh;
  readonly after: Mesh;
}

/** Which of two meshes. */
export type Side = keyof MeshPair;

export const SIDES: readonly Side[] = ['before', 'after'];

/** Who sends a request in both meshes: the same pods, which may have got other labels. */
export type ClientPair = { readonly [side in Side]: Client };

/** A client that is the same in both. */
export function sameClient(client: Client): ClientPair {
  return { before: client, after: client };
}

/** What tells clients apart, as one text. */
export function keyOfClients({ before, after }: ClientPair): string {
  return canonicalJson(
    [before, after].map(({ isOutside, namespace, labels, serviceAccount }) => [
      isOutside,
      namespace,
      labels,
      serviceAccount,
    ]),
  );
}

/** Workloads of two meshes, those that are in both as one: in the one the labels that they have there. */
export function pairedClients(
  { before, after }: { readonly [side in Side]: readonly Workload[] },
  clientOf: (workload: Workload) => Client,
): readonly ClientPair[] {
  const earlier = new Map(before.map((workload) => [workload.source.key, workload]));
  const later = new Set(after.map(({ source }) => source.key));
  const pairs = [
    ...after.map((workload) => ({
      before: clientOf(earlier.get(workload.source.key) ?? workload),
      after: clientOf(workload),
    })),
    ...before.filter(({ source }) => !later.has(source.key)).map((workload) => sameClient(clientOf(workload))),
  ];
  return distinct(pairs);
}

/** Each only once. */
export function distinct(pairs: readonly ClientPair[]): readonly ClientPair[] {
  return [...new Map(pairs.map((pair) => [keyOfClients(pair), pair])).values()];
}
