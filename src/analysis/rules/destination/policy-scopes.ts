import { RegisteredPort, RegisteredService } from '../../../mesh/index/services';
import { DESTINATION_RULE } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { isWildcard } from '../../../mesh/semantics/host-match';
import { fullNamesOf } from '../../../mesh/index/full-names';
import {
  DestinationRuleSpec,
  Subset,
  TrafficPolicy,
  TrafficPolicyPortTrafficPolicy,
} from '../../../mesh/wire/networking';

type DestinationRule = MeshObject<DestinationRuleSpec>;

/** A policy of a DestinationRule, and what it holds for. */
export interface PolicyScope {
  readonly policy: TrafficPolicy | TrafficPolicyPortTrafficPolicy;
  readonly path: FieldPath;
  /** The subset; undefined where it holds for all of the host. */
  readonly subset?: Subset;
  /** The port; undefined where it holds for all that have none of their own. */
  readonly port?: number;
  /** The ports that have a policy of their own. */
  readonly otherPorts: readonly number[];
}

/** A DestinationRule with its policies: its own, those of subsets, and of either those of single ports. */
export interface RuleWithPolicies {
  readonly object: MeshObject<DestinationRuleSpec>;
  /** Never none. */
  readonly scopes: readonly PolicyScope[];
}

/** The DestinationRules of a mesh that have a policy with a field: of most fields there are few, and the others need not be looked at. */
export function rulesWithPolicy(mesh: Mesh, field: keyof TrafficPolicy): readonly RuleWithPolicies[] {
  return (mesh.derive(rulesByField).get(field) ?? []).map((object) => mesh.deriveOf(object, readPolicies));
}

function rulesByField(mesh: Mesh): ReadonlyMap<string, readonly DestinationRule[]> {
  const found = new Map<string, DestinationRule[]>();
  for (const rule of mesh.all(DESTINATION_RULE)) {
    addPolicy(found, rule, rule.spec.trafficPolicy);
    rule.spec.subsets?.forEach(({ trafficPolicy }) => addPolicy(found, rule, trafficPolicy));
  }
  return found;
}

/** Adds a rule under each field of a policy, and of those of its ports. */
function addPolicy(
  found: Map<string, DestinationRule[]>,
  rule: DestinationRule,
  policy: TrafficPolicy | undefined,
): void {
  addFields(found, rule, policy);
  policy?.portLevelSettings?.forEach((ofPort) => addFields(found, rule, ofPort));
}

/** Rules come one after the other, so that one which is there already is the last. */
function addFields(found: Map<string, DestinationRule[]>, rule: DestinationRule, policy: object | undefined): void {
  for (const field in policy) {
    if (found.get(field)?.at(-1) !== rule) {
      addTo(found, field, rule);
    }
  }
}

function readPolicies(_mesh: Mesh, object: DestinationRule): RuleWithPolicies {
  return { object, scopes: policyScopesOf(object) };
}

function policyScopesOf({ spec }: DestinationRule): PolicyScope[] {
  return [
    ...scopesIn(spec.trafficPolicy, ['spec', 'trafficPolicy'], undefined),
    ...(spec.subsets ?? []).flatMap((subset, index) =>
      scopesIn(subset.trafficPolicy, ['spec', 'subsets', index, 'trafficPolicy'], subset),
    ),
  ];
}

function scopesIn(policy: TrafficPolicy | undefined, path: FieldPath, subset: Subset | undefined): PolicyScope[] {
  if (policy === undefined) {
    return [];
  }
  const single = policy.portLevelSettings ?? [];
  return [
    { policy, path, subset, otherPorts: single.flatMap(({ port }) => port?.number ?? []) },
    ...single.map((each, index) => ({
      policy: each,
      path: [...path, 'portLevelSettings', index],
      subset,
      port: each.port?.number,
      otherPorts: [],
    })),
  ];
}

/** The services that a DestinationRule is for, if they are known in full: none for a wildcard, or where one of them is only referred to. */
export function servicesOf(
  mesh: Mesh,
  { spec, namespace }: MeshObject<DestinationRuleSpec>,
): readonly RegisteredService[] {
  const host = mesh.derive(fullNamesOf).of(spec.host ?? '', namespace);
  const services = isWildcard(host) ? [] : mesh.services.visible(host, namespace);
  return services.some(({ source, resolution }) => source.isAssumed || resolution === 'ALIAS') ? [] : services;
}

/** The ports of a service that a policy holds for. */
export function portsIn({ port, otherPorts }: PolicyScope, { ports }: RegisteredService): readonly RegisteredPort[] {
  return ports.filter(({ number }) => (port === undefined ? !otherPorts.includes(number) : number === port));
}
