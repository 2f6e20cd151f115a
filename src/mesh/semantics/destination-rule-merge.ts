import { isSameJson } from '../../kernel/same-json';
import { DestinationRuleSpec, Subset, TrafficPolicy } from '../wire/networking';
import { TextMap } from '../wire/json';

/** A DestinationRule with its host's full name. */
export interface HostRule<Source> {
  readonly source: Source;
  readonly host: string;
  readonly spec: DestinationRuleSpec;
  /** As it was written; `.` only of a rule for selected workloads. */
  readonly exportTo: readonly string[];
}

/** What several DestinationRules of one namespace say of one host. */
export interface MergedRule<Source> {
  readonly host: string;
  readonly exportTo: readonly string[];
  /** The labels of the clients that it is for; undefined where it is for all. */
  readonly clients: TextMap | undefined;
  /** The rules that it is merged of. */
  readonly sources: readonly Source[];
  readonly subsets: readonly MergedSubset<Source>[];
  readonly trafficPolicy: TrafficPolicy | undefined;
  /** The rule that the traffic policy is of. */
  readonly policySource: Source | undefined;
}

/** A subset and the DestinationRule that defines it. */
export interface MergedSubset<Source> {
  readonly subset: Subset;
  readonly source: Source;
}

/** Rules for selected clients come first, then the oldest. */
export function byClientsFirst(a: DestinationRuleSpec, b: DestinationRuleSpec): number {
  const rank = ({ workloadSelector }: DestinationRuleSpec) => (workloadSelector === undefined ? 1 : 0);
  return rank(a) - rank(b);
}

/** To whom a rule is exported, as it was written; one for selected clients only to its own namespace. */
export function exportOf({ workloadSelector, exportTo = [] }: DestinationRuleSpec): readonly string[] {
  return workloadSelector === undefined ? exportTo : ['.'];
}

/**
 * Adds a rule to what is known of its host: where it is seen by the same namespaces it adds subsets that are not there yet, and its traffic
 * policy where there is none; otherwise it stands for itself.
 */
export function mergeRule<Source>(
  known: readonly MergedRule<Source>[],
  rule: HostRule<Source>,
): readonly MergedRule<Source>[] {
  const selector = rule.spec.workloadSelector?.matchLabels ?? {};
  const hasSelector = rule.spec.workloadSelector !== undefined;
  let standsAlone = true;
  const merged = known.map((each) => {
    const visibility = visibilityOf(rule.exportTo, each.exportTo);
    if (visibility === 'other') {
      standsAlone = true;
      return each;
    }
    standsAlone = visibility === 'wider';
    const sameClients = hasSelector && each.clients !== undefined && isSameJson(selector, each.clients);
    if (hasSelector && each.clients !== undefined && !sameClients) {
      standsAlone = true;
      return each;
    }
    if (sameClients || (!hasSelector && each.clients === undefined)) {
      standsAlone = false;
    }
    return withRule(each, rule);
  });
  return standsAlone ? [...merged, alone(rule, hasSelector ? selector : undefined)] : merged;
}

function visibilityOf(added: readonly string[], known: readonly string[]): 'same' | 'wider' | 'other' {
  const [a, b] = [new Set(added), new Set(known)];
  const covers = [...b].every((each) => a.has(each));
  return covers && a.size === b.size ? 'same' : b.size > 0 && covers ? 'wider' : 'other';
}

function alone<Source>(rule: HostRule<Source>, clients: TextMap | undefined): MergedRule<Source> {
  const { source, host, spec, exportTo } = rule;
  return {
    host,
    exportTo,
    clients,
    sources: [source],
    subsets: (spec.subsets ?? []).map((subset) => ({ subset, source })),
    trafficPolicy: spec.trafficPolicy,
    policySource: spec.trafficPolicy === undefined ? undefined : source,
  };
}

function withRule<Source>(known: MergedRule<Source>, { source, spec }: HostRule<Source>): MergedRule<Source> {
  const names = new Set(known.subsets.map(({ subset }) => subset.name));
  const added = (spec.subsets ?? []).filter(({ name }) => !names.has(name));
  const takesPolicy = known.trafficPolicy === undefined && spec.trafficPolicy !== undefined;
  return {
    ...known,
    sources: [...known.sources, source],
    subsets: [...known.subsets, ...added.map((subset) => ({ subset, source }))],
    ...(takesPolicy ? { trafficPolicy: spec.trafficPolicy, policySource: source } : {}),
  };
}
