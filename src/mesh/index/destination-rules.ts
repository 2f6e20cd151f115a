import { MeshConfig } from '../mesh-config';
import { MeshObject } from '../mesh-object';
import { byCreation } from '../semantics/creation-order';
import { byClientsFirst, exportOf, HostRule, MergedRule, mergeRule } from '../semantics/destination-rule-merge';
import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';
import { DestinationRuleSpec } from '../wire/networking';
import { FullNames } from './full-names';
import { HostTable } from './host-table';
import { RegisteredService } from './services';

/** What DestinationRules say of a host to a client. */
export type DestinationPolicy = MergedRule<MeshObject<DestinationRuleSpec>>;

type Rule = HostRule<MeshObject<DestinationRuleSpec>>;
type Table = HostTable<readonly DestinationPolicy[]>;

/** A client as far as DestinationRules tell one from another. */
export interface Client {
  readonly namespace: string;
  readonly labels: TextMap;
}

/** All DestinationRules, by the namespaces and hosts that they are for. */
export class DestinationRules {
  /** For the clients in the namespace of a rule. */
  private readonly local = new Map<string, Table>();
  /** For clients elsewhere, by the namespace of the rule. */
  private readonly exported = new Map<string, Table>();
  /** Of the root namespace, for the clients in it. */
  private readonly privateToRoot: Table = new HostTable();

  constructor(
    objects: readonly MeshObject<DestinationRuleSpec>[],
    private readonly config: MeshConfig,
    names: FullNames,
  ) {
    for (const source of [...objects].sort((a, b) => byClientsFirst(a.spec, b.spec) || byCreation(a, b))) {
      this.add({
        source,
        spec: source.spec,
        // A rule without a spec is for no host.
        host: names.of(source.spec.host ?? '', source.namespace),
        exportTo: exportOf(source.spec),
      });
    }
  }

  /**
   * What holds for a client that calls a service: the most specific rule of the client's own namespace; otherwise of the service's, where it
   * is exported to the client; otherwise of the root namespace.
   */
  public of(service: RegisteredService, client: Client): DestinationPolicy | undefined {
    const host = service.hostname;
    const own = client.namespace === this.config.rootNamespace ? this.privateToRoot : this.local.get(client.namespace);
    const found =
      own?.find(host) ??
      nonEmpty(this.exportedBy(service.namespace, host, client.namespace)) ??
      nonEmpty(this.exportedBy(this.config.rootNamespace, host, client.namespace));
    return found === undefined ? undefined : forClient(found, client);
  }

  private exportedBy(owner: string, host: string, namespace: string): readonly DestinationPolicy[] {
    const found = this.exported.get(owner)?.find(host) ?? [];
    return found.filter(
      ({ exportTo }) => exportTo.length === 0 || exportTo.includes('*') || exportTo.includes(namespace),
    );
  }

  private add(rule: Rule): void {
    const { namespace } = rule.source;
    const { exportTo } = rule;
    // For most hosts there is one rule.
    const alone = mergeRule([], rule);
    const isEverywhere = exportTo.length === 0 || exportTo.includes('*');
    if (isEverywhere || exportTo.includes('.') || exportTo.includes(namespace)) {
      addTo(tableOf(this.local, namespace), rule, alone);
    }
    if (!isPrivate(rule, this.config)) {
      addTo(tableOf(this.exported, namespace), rule, alone);
    } else if (namespace === this.config.rootNamespace) {
      addTo(this.privateToRoot, rule, alone);
    }
  }
}

/** Whether a rule that no other stands beside is taken by all clients of a service: it is exported everywhere, from the service's namespace. */
export function isForAllClients(
  source: MeshObject<DestinationRuleSpec>,
  service: RegisteredService,
  config: MeshConfig,
): boolean {
  const exportTo = exportOf(source.spec);
  return (
    source.namespace === service.namespace &&
    (exportTo.length === 0 ? !isPrivate({ exportTo, source }, config) : exportTo.includes('*'))
  );
}

function isPrivate({ exportTo, source }: Pick<Rule, 'exportTo' | 'source'>, config: MeshConfig): boolean {
  const [only] = exportTo;
  return exportTo.length === 0
    ? config.defaultDestinationRuleExportTo.includes('.')
    : new Set(exportTo).size === 1 && (only === '.' || only === source.namespace);
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function tableOf(tables: Map<string, Table>, namespace: string): Table {
  let table = tables.get(namespace);
  if (table === undefined) {
    table = new HostTable();
    tables.set(namespace, table);
  }
  return table;
}

function addTo(table: Table, rule: Rule, alone: readonly DestinationPolicy[]): void {
  const known = table.get(rule.host);
  table.set(rule.host, known === undefined ? alone : mergeRule(known, rule));
}

/** The first rule of the client's namespace that selects it; otherwise the last of those for all clients. */
function forClient(rules: readonly DestinationPolicy[], { namespace, labels }: Client): DestinationPolicy | undefined {
  return (
    rules.find(
      ({ clients, sources }) => clients !== undefined && sources[0].namespace === namespace && selects(clients, labels),
    ) ?? rules.filter(({ clients }) => clients === undefined).at(-1)
  );
}
