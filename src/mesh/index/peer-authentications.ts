import { PEER_AUTHENTICATION } from '../kinds';
import { addTo } from '../lists';
import type { Mesh } from '../mesh';
import { MeshObject } from '../mesh-object';
import { TextMap } from '../wire/json';
import { PeerAuthenticationMutualTls, PeerAuthenticationSpec } from '../wire/security';
import { SelectorIndex } from './selector-index';

/** What a workload takes from other workloads. */
export type MutualTlsMode = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

type Policy = MeshObject<PeerAuthenticationSpec>;

/** The policies of one namespace, the one that counts first. */
class NamespacePolicies {
  public readonly wide: readonly Policy[];
  public readonly selecting: readonly Policy[];
  public readonly byLabels: SelectorIndex<Policy>;

  constructor(policies: readonly Policy[]) {
    this.wide = policies.filter((policy) => !hasSelector(policy));
    this.selecting = policies.filter(hasSelector);
    this.byLabels = new SelectorIndex(this.selecting, ({ spec }) => spec.selector?.matchLabels ?? {});
  }
}

const NONE: readonly Policy[] = Object.freeze([]);

/** The PeerAuthentications of a mesh, and what they come to for a workload. */
export class PeerAuthentications {
  private readonly byNamespace: ReadonlyMap<string, NamespacePolicies>;

  constructor(
    policies: readonly Policy[],
    private readonly rootNamespace: string,
  ) {
    const grouped = new Map<string, Policy[]>();
    [...policies].sort(byPrecedence).forEach((policy) => addTo(grouped, policy.namespace, policy));
    this.byNamespace = new Map([...grouped].map(([namespace, each]) => [namespace, new NamespacePolicies(each)]));
  }

  /** All namespaces that have policies. */
  public get namespaces(): Iterable<string> {
    return this.byNamespace.keys();
  }

  /** The policies of a namespace that select no workloads, the one that counts first; those of the root namespace are for the whole mesh. */
  public wide(namespace: string): readonly Policy[] {
    return this.byNamespace.get(namespace)?.wide ?? NONE;
  }

  /** The policies of a namespace that select workloads, the one that counts first. In the root namespace Istio ignores them. */
  public selecting(namespace: string): readonly Policy[] {
    return this.byNamespace.get(namespace)?.selecting ?? NONE;
  }

  /** Those of them that select a workload, the one that counts first. */
  public selectingWorkload(namespace: string, labels: TextMap): readonly Policy[] {
    return this.byNamespace.get(namespace)?.byLabels.selecting(labels) ?? NONE;
  }

  /** The policy of its own that a workload has; those that are for others too come after it. */
  public ownOf(namespace: string, labels: TextMap): Policy | undefined {
    return namespace === this.rootNamespace ? undefined : this.selectingWorkload(namespace, labels).at(0);
  }

  /** The mode of a workload's port, by number; of all ports that no policy names where none is given. */
  public modeOf(namespace: string, labels: TextMap, port?: number): MutualTlsMode {
    const own = this.ownOf(namespace, labels);
    const portMode = port === undefined ? undefined : modeIn(own?.spec.portLevelMtls?.[port]);
    const scopes = [own, this.wide(namespace)[0], this.wide(this.rootNamespace)[0]];
    return portMode ?? scopes.map((policy) => modeIn(policy?.spec.mtls)).find(Boolean) ?? 'PERMISSIVE';
  }
}

function modeIn(mtls: PeerAuthenticationMutualTls | undefined): MutualTlsMode | undefined {
  const mode = mtls?.mode ?? 'UNSET';
  return mode === 'UNSET' ? undefined : mode;
}

function hasSelector({ spec }: Policy): boolean {
  return Object.keys(spec.selector?.matchLabels ?? {}).length > 0;
}

/** The oldest counts; of those made in the same second, the first by name. */
function byPrecedence(a: Policy, b: Policy): number {
  const [timeA, timeB] = [a.created ?? '', b.created ?? ''];
  return timeA !== timeB ? (timeA < timeB ? -1 : 1) : a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** The PeerAuthentications of a mesh. */
export function peerAuthenticationsOf(mesh: Mesh): PeerAuthentications {
  return mesh.derive(readPeerAuthentications);
}

function readPeerAuthentications(mesh: Mesh): PeerAuthentications {
  return new PeerAuthentications(mesh.all(PEER_AUTHENTICATION), mesh.config.rootNamespace);
}
