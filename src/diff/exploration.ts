import { AUTHORIZATION_POLICY, REQUEST_AUTHENTICATION } from '../mesh/kinds';
import { VirtualHostRoute } from '../mesh/index/virtual-host';
import { Simulation } from '../simulation/simulation';
import { RequestTrace } from '../simulation/request-trace';
import { MeshPair } from './candidates/client-pair';
import { draftsFor, PolicyDraft } from './candidates/drafts';
import { carriesHttp, Entrance, factsAt, requestAt } from './candidates/entrance';
import { policyDrafts } from './candidates/policy-drafts';
import { tokenDrafts, tokenForm } from './candidates/tokens';
import { ChangedObjects } from './changes/changed-objects';
import { Reach } from './changes/reach';
import { AspectDifference, differencesOf } from './outcome/differences';
import { Draft, PLAIN_DRAFT } from './witness/draft';
import { DraftSearch } from './witness/draft-search';

/** A request that was sent to both meshes. */
export interface Sent {
  readonly entrance: Entrance;
  readonly draft: Draft;
  readonly before: RequestTrace;
  readonly after: RequestTrace;
  /** None where its outcome is the same. */
  readonly differences: readonly AspectDifference[];
}

/** How many drafts are made of rules that did not change. */
const MOST_UNCHANGED = 20;

/** Sends requests to two meshes. */
export class Exploration {
  /** How many requests were sent, each to both. */
  public count = 0;
  private readonly before: Simulation;
  private readonly after: Simulation;
  private readonly changedPolicies: readonly PolicyDraft[];

  constructor(
    private readonly meshes: MeshPair,
    private readonly reach: Reach,
    private readonly changes: ChangedObjects,
    now: Date,
  ) {
    this.before = new Simulation(meshes.before, now);
    this.after = new Simulation(meshes.after, now);
    this.changedPolicies = changes
      .of(AUTHORIZATION_POLICY)
      .flatMap(({ before, after }) =>
        [before, after].flatMap((object) => (object === undefined ? [] : policyDrafts(object.spec))),
      );
  }

  /** Sends one request. */
  public send(entrance: Entrance, draft: Draft): Sent {
    this.count += 1;
    const before = this.before.send(requestAt(entrance, draft, 'before'));
    const after = this.after.send(requestAt(entrance, draft, 'after'));
    return { entrance, draft, before, after, differences: differencesOf(before, after) };
  }

  /** Sends what may have another outcome, and gives what has. */
  public changed(entrance: Entrance): readonly Sent[] {
    const plain = this.send(entrance, PLAIN_DRAFT);
    if (!carriesHttp(entrance)) {
      return [plain].filter(isChange);
    }
    const { before, after } = plain;
    const policies = this.policiesFor(entrance, before, after);
    const token = this.tokenFor(entrance, policies, before, after);
    const known = token === undefined ? entrance : { ...entrance, token };
    const hasNewRules = this.changes.of(REQUEST_AUTHENTICATION).length > 0;
    const drafts = draftsFor(
      {
        before: before.virtualHost?.routes ?? [],
        after: after.virtualHost?.routes ?? [],
        isAffected: (route) => this.reach.affectsRoute(route, entrance.clients),
        policyDrafts: [...policies, ...(hasNewRules && token !== undefined ? tokenDrafts(token) : [])],
      },
      new DraftSearch(factsAt(known)),
    );
    return drafts.map((draft) => this.send(known, draft)).filter(isChange);
  }

  /** What rules ask for: all of those that changed, and some of the others: what else changed may only show in requests that they let pass. */
  private policiesFor({ clients }: Entrance, before: RequestTrace, after: RequestTrace): readonly PolicyDraft[] {
    const namespaces = new Set(
      [before, after].flatMap(({ virtualHost, destinations }) => [
        clients.after.namespace,
        this.meshes.after.config.rootNamespace,
        ...(virtualHost?.virtualServices.map(({ namespace }) => namespace) ?? []),
        ...destinations.flatMap(({ cluster }) => cluster?.service.namespace ?? []),
      ]),
    );
    const unchanged = this.meshes.after
      .all(AUTHORIZATION_POLICY)
      .filter(({ namespace, spec }) => namespaces.has(namespace) && spec.action !== 'AUDIT')
      .flatMap(({ spec }) => policyDrafts(spec));
    return [...this.changedPolicies, ...unchanged.slice(0, MOST_UNCHANGED)];
  }

  private tokenFor(
    { clients }: Entrance,
    policies: readonly PolicyDraft[],
    before: RequestTrace,
    after: RequestTrace,
  ): Entrance['token'] {
    const routes: readonly VirtualHostRoute[] = [
      ...(before.virtualHost?.routes ?? []),
      ...(after.virtualHost?.routes ?? []),
    ];
    const asksForClaims = routes.some(({ match }) =>
      Object.keys({ ...match?.headers, ...match?.withoutHeaders }).some((name) => name.startsWith('@')),
    );
    const isJudged =
      policies.some(({ claims }) => claims !== undefined) || this.changes.of(REQUEST_AUTHENTICATION).length > 0;
    return asksForClaims || isJudged ? tokenForm(this.meshes, clients.after.namespace) : undefined;
  }
}

/** How a gateway turns away what nobody serves in either mesh is nobody's matter. */
function isChange({ differences, entrance, before, after }: Sent): boolean {
  return differences.length > 0 && (!entrance.clients.after.isOutside || isServed(before) || isServed(after));
}

function isServed({ virtualHost, destinations }: RequestTrace): boolean {
  return virtualHost !== undefined || destinations.length > 0;
}
