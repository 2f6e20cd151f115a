import { PEER_AUTHENTICATION } from '../kinds';
import { addTo } from '../lists';
import type { Mesh } from '../mesh';
import { MeshObject } from '../mesh-object';
import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';
import { PeerAuthenticationMutualTls, PeerAuthenticationSpec } from '../wire/security';

/** What a workload takes from other workloads. */
export type MutualTlsMode = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

type Policy = MeshObject<PeerAuthenticationSpec>;

const NONE: readonly Policy[] = Object.freeze([]);

/** The PeerAuthentications of a mesh, and what they come to for a workload. */
export class PeerAuthentications {
  private readonly byNamespace = new Map<string, Policy[]>();

  constructor(
    policies: readonly Policy[],
    private readonly rootNamespace: string,
  ) {
    [...policies].sort(byPrecedence).forEach((policy) => addTo(this.byNamespace, policy.namespace, policy));
  }

  /** All namespaces that have policies. */
  public get namespaces(): Iterable<string> {
    return this.byNamespace.keys();
  }

  /** The policies of a namespace that select no workloads, the one that counts first; those of the root namespace are for the whole mesh. */
  public wide(namespace: string): readonly Policy[] {
    return this.in(namespace).filter((policy) => !hasSelector(policy));
  }

  /** The policies of a namespace that select workloads, the one that counts first. In the root namespace Istio ignores them. */
  public selecting(namespace: string): readonly Policy[] {
    return this.in(namespace).filter(hasSelector);
  }

  /** The mode of a workload's port, by number; of all ports that no policy names where none is given. */
  public modeOf(namespace: string, labels: TextMap, port?: number): MutualTlsMode {
    const own =
      namespace === this.rootNamespace
        ? undefined
        : this.selecting(namespace).find(({ spec }) => selects(spec.selector?.matchLabels ?? {}, labels));
    const portMode = port === undefined ? undefined : modeIn(own?.spec.portLevelMtls?.[port]);
    const scopes = [own, this.wide(namespace)[0], this.wide(this.rootNamespace)[0]];
    return portMode ?? scopes.map((policy) => modeIn(policy?.spec.mtls)).find(Boolean) ?? 'PERMISSIVE';
  }

  private in(namespace: string): readonly Policy[] {
    return this.byNamespace.get(namespace) ?? NONE;
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
