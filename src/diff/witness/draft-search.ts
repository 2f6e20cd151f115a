import { ANY_REQUEST, isCovered } from '../../mesh/semantics/http-match';
import { HttpFacts, mismatchOf } from '../../mesh/semantics/request-match';
import { HttpMatchRequest } from '../../mesh/wire/networking';
import { Condition, conditionsOf } from './conditions';
import { Draft, keyOfDraft, PLAIN_DRAFT } from './draft';

type Match = HttpMatchRequest | undefined;

/** How many drafts one search looks at, and how many routes it evades one after the other. */
const MOST_TRIED = 60;
const MOST_EVADED = 12;
const BREADTH = 6;

/** Finds requests that meet some matches and not others. */
export class DraftSearch {
  private readonly conditions = new Map<Match, readonly Condition[]>();

  constructor(
    /** What a request is to conditions. */
    private readonly factsOf: (draft: Draft) => HttpFacts,
  ) {}

  /** Requests that meet all of the matches, the plainest first. */
  public meeting(matches: readonly Match[], start: Draft = PLAIN_DRAFT, most = BREADTH): readonly Draft[] {
    const conditions = matches.flatMap((match) => this.conditionsOf(match));
    let drafts: readonly Draft[] = [start];
    for (const [index, condition] of conditions.entries()) {
      const kept = conditions.slice(0, index).map(({ match }) => match);
      drafts = drafts.flatMap((draft) => this.met(draft, condition, kept, start)).slice(0, BREADTH * BREADTH);
    }
    return drafts.filter((draft) => this.meets(draft, matches)).slice(0, most);
  }

  /** The request changed so that it meets none of some matches, and still all of others; undefined where no such one is found. */
  public evading(draft: Draft, kept: readonly Match[], avoided: readonly Match[]): Draft | undefined {
    const inner = kept.length === 0 ? [ANY_REQUEST] : kept.map((match) => match ?? ANY_REQUEST);
    const isHopeless = avoided.some((match) => match === undefined || inner.some((each) => isCovered(each, match)));
    return isHopeless
      ? undefined
      : this.evade(draft, this.factsOf(draft), kept, avoided, { left: MOST_TRIED, seen: new Set() }, 0);
  }

  /** Requests that meet a match but for one condition. */
  public missing(match: Match, draft: Draft): readonly Draft[] {
    return this.conditionsOf(match).flatMap((condition) => condition.miss(draft).slice(0, BREADTH));
  }

  /** Whether a request meets all matches. */
  public meets(draft: Draft, matches: readonly Match[]): boolean {
    const facts = this.factsOf(draft);
    return matches.every((match) => mismatchOf(match, facts) === undefined);
  }

  private met(draft: Draft, condition: Condition, kept: readonly Match[], start: Draft): readonly Draft[] {
    const options = condition.meet(draft);
    const isOpen = this.meets(draft, [condition.match]);
    // Of two conditions on the path, what one asks for may stand behind what the other does.
    const joined =
      condition.match.uri === undefined || draft.path === start.path
        ? []
        : options.map(({ path }) => ({ ...draft, path: draft.path.replace(/\/$/, '') + path }));
    const all = [...(isOpen ? [draft] : []), ...options, ...joined];
    return all.filter((each) => this.meets(each, [...kept, condition.match]));
  }

  private evade(
    draft: Draft,
    facts: HttpFacts,
    kept: readonly Match[],
    avoided: readonly Match[],
    budget: { left: number; readonly seen: Set<string> },
    depth: number,
  ): Draft | undefined {
    const hit = avoided.find((match) => mismatchOf(match, facts) === undefined);
    if (hit === undefined) {
      return draft;
    }
    if (depth >= MOST_EVADED) {
      return undefined;
    }
    for (const option of this.conditionsOf(hit).flatMap((condition) => condition.miss(draft))) {
      const key = keyOfDraft(option);
      if (budget.seen.has(key)) {
        continue;
      }
      budget.seen.add(key);
      if (budget.left-- <= 0) {
        return undefined;
      }
      const changed = this.factsOf(option);
      if (mismatchOf(hit, changed) !== undefined && kept.every((match) => mismatchOf(match, changed) === undefined)) {
        const found = this.evade(option, changed, kept, avoided, budget, depth + 1);
        if (found !== undefined) {
          return found;
        }
      }
    }
    return undefined;
  }

  private conditionsOf(match: Match): readonly Condition[] {
    let conditions = this.conditions.get(match);
    if (conditions === undefined) {
      conditions = conditionsOf(match);
      this.conditions.set(match, conditions);
    }
    return conditions;
  }
}
