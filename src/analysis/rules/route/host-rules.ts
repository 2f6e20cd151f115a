import { DestinationPolicy, isForAllClients } from '../../../mesh/index/destination-rules';
import { FullNames, fullNamesOf } from '../../../mesh/index/full-names';
import { destinationRulesOf } from '../../../mesh/index/routing';
import { RegisteredService } from '../../../mesh/index/services';
import { DESTINATION_RULE } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { isWildcard, isWithin } from '../../../mesh/semantics/host-match';
import { NO_TEXTS } from '../../../mesh/wire/json';
import { DestinationRuleSpec } from '../../../mesh/wire/networking';

type Rule = MeshObject<DestinationRuleSpec>;

/** The DestinationRules of a mesh by the hosts that they are for, and by who takes them. */
export class HostRules {
  private readonly byHost = new Map<string, Rule[]>();
  private readonly wildcards: readonly string[];
  private readonly names: FullNames;
  private readonly subsetNames = new Map<object, ReadonlySet<string>>();

  constructor(private readonly mesh: Mesh) {
    this.names = mesh.derive(fullNamesOf);
    mesh.all(DESTINATION_RULE).forEach((rule) => addTo(this.byHost, this.hostOf(rule), rule));
    this.wildcards = [...this.byHost.keys()].filter(isWildcard);
  }

  /** The host that a rule is for, by its full name. */
  public hostOf({ spec, namespace }: Rule): string {
    // A rule without a spec is for no host.
    return this.names.of(spec.host ?? '', namespace);
  }

  /** All rules whose host covers a host, whoever sees them. */
  public covering(host: string): readonly Rule[] {
    const exact = this.byHost.get(host) ?? NONE;
    const wildcards = this.wildcards.filter((each) => each !== host && isWithin(host, each));
    return wildcards.length === 0 ? exact : [...exact, ...wildcards.flatMap((each) => this.byHost.get(each) ?? NONE)];
  }

  /** What a client of a namespace, of which no labels are known, takes for a service. */
  public of(service: RegisteredService, namespace: string): DestinationPolicy | undefined {
    return destinationRulesOf(this.mesh).of(service, { namespace, labels: NO_TEXTS });
  }

  /** Whether all clients of a service take these rules, which are all that cover its host; certain only where there is one. */
  public isTakenByAll(covering: readonly Rule[], service: RegisteredService): boolean {
    return covering.length === 1 && isForAllClients(covering[0], service, this.mesh.config);
  }

  /** Whether a rule has a subset; some rules have thousands. */
  public hasSubset(rule: Rule, name: string): boolean {
    return this.subsetsOf(rule, () => (rule.spec.subsets ?? []).map((subset) => subset.name)).has(name);
  }

  /** Whether what a client takes for a service has a subset. */
  public takesSubset(policy: DestinationPolicy, name: string): boolean {
    return this.subsetsOf(policy, () => policy.subsets.map(({ subset }) => subset.name)).has(name);
  }

  private subsetsOf(owner: object, namesOf: () => readonly string[]): ReadonlySet<string> {
    let names = this.subsetNames.get(owner);
    if (names === undefined) {
      names = new Set(namesOf());
      this.subsetNames.set(owner, names);
    }
    return names;
  }
}

const NONE: readonly Rule[] = Object.freeze([]);
/** The DestinationRules of a mesh; for `mesh.derive()`. */
export function hostRulesOf(mesh: Mesh): HostRules {
  return new HostRules(mesh);
}
