import { DestinationPolicy, DestinationRules } from '../../../mesh/index/destination-rules';
import { RegisteredService } from '../../../mesh/index/services';
import { DESTINATION_RULE } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { isWildcard, isWithin } from '../../../mesh/semantics/host-match';
import { resolveHost } from '../../../mesh/semantics/short-name';
import { DestinationRuleSpec } from '../../../mesh/wire/networking';

type Rule = MeshObject<DestinationRuleSpec>;

/** The DestinationRules of a mesh by the hosts that they are for, and by who takes them. */
export class HostRules {
  private readonly byHost = new Map<string, Rule[]>();
  private readonly wildcards: readonly string[];
  private readonly effective: DestinationRules;

  constructor(private readonly mesh: Mesh) {
    const rules = mesh.all(DESTINATION_RULE);
    rules.forEach((rule) => addTo(this.byHost, this.hostOf(rule), rule));
    this.wildcards = [...this.byHost.keys()].filter(isWildcard);
    this.effective = new DestinationRules(rules, mesh.config);
  }

  /** The host that a rule is for, by its full name. */
  public hostOf({ spec, namespace }: Rule): string {
    // A rule without a spec is for no host.
    return resolveHost(spec.host ?? '', namespace, this.mesh.config.domain);
  }

  /** All rules whose host covers a host, whoever sees them. */
  public covering(host: string): readonly Rule[] {
    const wildcards = this.wildcards.filter((each) => each !== host && isWithin(host, each));
    return [...(this.byHost.get(host) ?? []), ...wildcards.flatMap((each) => this.byHost.get(each) ?? [])];
  }

  /** What a client of a namespace, of which no labels are known, takes for a service. */
  public of(service: RegisteredService, namespace: string): DestinationPolicy | undefined {
    return this.effective.of(service, { namespace, labels: {} });
  }
}

/** The DestinationRules of a mesh; for `mesh.derive()`. */
export function hostRulesOf(mesh: Mesh): HostRules {
  return new HostRules(mesh);
}
