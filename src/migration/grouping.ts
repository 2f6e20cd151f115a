import { textAt } from '../mesh/wire/json';
import { Manifest } from './manifest';

/** The API group of Istio's networking kinds. */
export const NETWORKING = 'networking.istio.io';

/** The objects of a kind of Istio's networking. */
export function ofKind(manifests: readonly Manifest[], kind: string): Manifest[] {
  return manifests.filter((each) => each.kind === kind && each.apiVersion.startsWith(`${NETWORKING}/`));
}

/** DestinationRules by their namespace and the host as they write it. */
export class RulesByHost {
  private readonly rules: ReadonlyMap<string, readonly Manifest[]>;

  constructor(manifests: readonly Manifest[]) {
    this.rules = groupedBy(ofKind(manifests, 'DestinationRule'), ({ namespace, value }) => [
      keyOf(namespace, textAt(value, 'spec', 'host')),
    ]);
  }

  /** The rules of a namespace for exactly this host. */
  public of(namespace: string | undefined, host: unknown): readonly Manifest[] {
    return typeof host === 'string' ? (this.rules.get(keyOf(namespace, host)) ?? []) : [];
  }
}

function keyOf(namespace: string | undefined, host: string | undefined): string {
  return JSON.stringify([namespace, host]);
}

/** The objects by each of their keys. */
export function groupedBy(
  manifests: readonly Manifest[],
  keysOf: (manifest: Manifest) => readonly string[],
): ReadonlyMap<string, readonly Manifest[]> {
  const groups = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    for (const key of new Set(keysOf(manifest))) {
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, [manifest]);
      } else {
        group.push(manifest);
      }
    }
  }
  return groups;
}
