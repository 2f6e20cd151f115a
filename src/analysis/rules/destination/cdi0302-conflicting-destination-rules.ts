import { isDeepStrictEqual } from 'node:util';
import { fullNamesOf } from '../../../mesh/index/full-names';
import { CONFIG_MAP, DESTINATION_RULE } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { MeshObject } from '../../../mesh/mesh-object';
import { exportOf } from '../../../mesh/semantics/destination-rule-merge';
import { DestinationRuleSpec } from '../../../mesh/wire/networking';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

type DestinationRule = MeshObject<DestinationRuleSpec>;

/** DestinationRules of one host and namespace of which one hides a part of the other. */
export const CONFLICTING_DESTINATION_RULES: Rule = {
  code: 'CDI0302',
  name: 'ConflictingDestinationRules',
  severity: Severity.WARNING,
  summary: 'A part of a DestinationRule is ignored because of another one for the same host.',
  explanation:
    'Istio merges the DestinationRules that a namespace has for a host: it adds up their subsets, and takes the `trafficPolicy` of the one that was created first. A second `trafficPolicy`, and a second subset of the same name, are dropped. Rules whose `exportTo` differ may not be merged at all; clients then have the older one alone.',
  fix: 'Put the policy and all subsets of a host into one DestinationRule.',
  docs: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
  inputs: [DESTINATION_RULE, CONFIG_MAP],
  check: (mesh, report) => {
    const names = mesh.derive(fullNamesOf);
    const byHost = new Map<string, DestinationRule[]>();
    mesh.all(DESTINATION_RULE).forEach((rule) => addTo(byHost, names.of(rule.spec.host ?? '', rule.namespace), rule));
    const groups = [...byHost.values()].flatMap((rules) => (rules.length > 1 ? forSameClients(rules) : []));
    for (const group of groups) {
      const rules = group.sort((a, b) => byText(a.created ?? '', b.created ?? '') || byText(a.name, b.name));
      rules.forEach((object, index) => {
        for (const earlier of rules.slice(0, index)) {
          const ignored = ignoredBeside(object, earlier);
          if (ignored !== undefined) {
            const message = `${object.title} and ${earlier.title} are for one host; of the younger one ${ignored}`;
            report({ object, path: ['spec'], message, related: [{ object: earlier }] });
            break;
          }
        }
      });
    }
  },
};

/** Rules of one host, those of one namespace and one selector of clients together. */
function forSameClients(rules: readonly DestinationRule[]): readonly DestinationRule[][] {
  const groups = new Map<string, DestinationRule[]>();
  for (const rule of rules) {
    const { workloadSelector } = rule.spec;
    const selector = Object.entries(workloadSelector?.matchLabels ?? {}).sort(([a], [b]) => byText(a, b));
    addTo(groups, JSON.stringify([rule.namespace, selector]), rule);
  }
  return [...groups.values()];
}

/** What of a rule is ignored because of another one; undefined where nothing is. */
function ignoredBeside(rule: DestinationRule, earlier: DestinationRule): string | undefined {
  const [a, b] = [rule, earlier].map(clientsOf);
  if (!a.some((scope) => scope === '*' || b.includes(scope)) && !b.includes('*')) {
    return undefined;
  }
  if (!areMerged(exportOf(rule.spec), exportOf(earlier.spec))) {
    return 'nothing counts for clients that see both, because their exportTo differ';
  }
  const both = rule.spec.trafficPolicy !== undefined && earlier.spec.trafficPolicy !== undefined;
  if (both && !isDeepStrictEqual(rule.spec.trafficPolicy, earlier.spec.trafficPolicy)) {
    return 'the trafficPolicy is ignored';
  }
  const repeated = (rule.spec.subsets ?? []).find((subset) =>
    (earlier.spec.subsets ?? []).some((other) => other.name === subset.name && !isDeepStrictEqual(other, subset)),
  );
  return repeated && `subset ${repeated.name} is ignored`;
}

/** The namespaces whose clients see a rule. */
function clientsOf(rule: DestinationRule): readonly string[] {
  const scopes = exportOf(rule.spec);
  return scopes.length === 0 ? ['*'] : scopes.map((scope) => (scope === '.' ? rule.namespace : scope));
}

/** Whether Istio merges rules that are exported so, in whichever order they come. To say nothing is not the same as `*` for that. */
function areMerged(a: readonly string[], b: readonly string[]): boolean {
  return a.length === 0 || b.length === 0 ? a.length === b.length : includesAll(a, b) || includesAll(b, a);
}

function includesAll(outer: readonly string[], inner: readonly string[]): boolean {
  return inner.every((scope) => outer.includes(scope));
}
