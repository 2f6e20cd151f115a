import { isSameJson } from '../../kernel/same-json';
import { AUTHORIZATION_POLICY, DESTINATION_RULE, SIDECAR } from '../../mesh/kinds';
import { Workload } from '../../mesh/index/workloads';
import { addTo } from '../../mesh/lists';
import { hostsOverlap, isWildcard } from '../../mesh/semantics/host-match';
import { resolveHost } from '../../mesh/semantics/short-name';
import { TextMap } from '../../mesh/wire/json';
import { destinationsOf } from '../changes/reach';
import { Client } from '../../simulation/client';
import { ClientPair, distinct, MeshPair, pairedClients, sameClient, SIDES } from './client-pair';
import { MeshHosts } from './mesh-hosts';

/** Who is to ask, as far as a condition says. */
interface Wish {
  readonly namespace?: string;
  readonly labels?: TextMap;
  readonly serviceAccount?: string;
}

/** Who is told from others by a DestinationRule. */
interface RuleClients {
  readonly host: string;
  readonly wish: Wish;
  readonly seenBy: readonly string[];
}

const MOST_CLIENTS = 16;
const ELSEWHERE = ['default', 'elsewhere', 'anywhere'];

/** The pods that ask for hosts: for each host such as its routes, rules and policies tell from others. */
export class MeshClients {
  /** Workloads whose labels or service account are others than before, where somebody asks for them. */
  public readonly changed: readonly ClientPair[];
  private readonly rules = new Map<string, RuleClients[]>();
  private readonly wildcardRules: readonly RuleClients[];
  private readonly sidecars: readonly Wish[];
  private readonly callers: readonly Wish[];

  constructor(
    private readonly meshes: MeshPair,
    private readonly hosts: MeshHosts,
  ) {
    const both = SIDES.map((side) => meshes[side]);
    const rules = both.flatMap((mesh) =>
      mesh.all(DESTINATION_RULE).map(({ spec, namespace }) => ({
        host: resolveHost(spec.host ?? '', namespace, mesh.config.domain).toLowerCase(),
        wish: { namespace, labels: spec.workloadSelector?.matchLabels ?? {} },
        seenBy: (spec.exportTo ?? []).filter(isName),
      })),
    );
    rules.forEach((rule) => addTo(this.rules, rule.host, rule));
    this.wildcardRules = rules.filter(({ host }) => isWildcard(host));
    this.sidecars = unique(
      both.flatMap((mesh) =>
        mesh.all(SIDECAR).map(({ spec, namespace }) => ({ namespace, labels: spec.workloadSelector?.labels ?? {} })),
      ),
    );
    this.callers = unique(
      both.flatMap((mesh) =>
        mesh.all(AUTHORIZATION_POLICY).flatMap(({ spec, namespace }) => callersIn(spec, namespace)),
      ),
    );
    this.changed = pairedClients(
      { before: meshes.before.workloads.all, after: meshes.after.workloads.all },
      ofWorkload,
    ).filter(({ before, after }) => !isSameJson(before, after));
  }

  /** The clients that ask for a host. */
  public of(host: string): readonly ClientPair[] {
    const virtualServices = this.hosts.virtualServicesFor(host);
    const services = SIDES.flatMap((side) => this.meshes[side].services.ofHost(host));
    const sentTo = virtualServices.flatMap(({ http, tcp, tls }) =>
      [...http.map(({ route }) => route), ...tcp, ...tls].flatMap(destinationsOf),
    );
    const rules = this.rulesFor([host, ...sentTo]);
    const sources = virtualServices.flatMap(({ http, tcp, tls }) =>
      [...http.map(({ route }) => route), ...tcp, ...tls].flatMap(({ match = [] }) =>
        match.map(({ sourceLabels, sourceNamespace }): Wish => ({
          labels: sourceLabels,
          namespace: sourceNamespace || undefined,
        })),
      ),
    );
    const owners = [...services, ...virtualServices].map(({ namespace }) => namespace);
    const named = [...services, ...virtualServices].flatMap(({ exportTo }) => exportTo.filter(isName));
    const wishes = unique([
      ...owners.map((namespace) => ({ namespace })),
      ...[...named, ...rules.flatMap(({ seenBy }) => seenBy)].map((namespace) => ({ namespace })),
      ...rules.map(({ wish }) => wish),
      ...sources,
      ...this.callers,
      ...this.sidecars,
    ]);
    const elsewhere = ELSEWHERE.find((namespace) => !wishes.some((wish) => wish.namespace === namespace));
    const plain = elsewhere === undefined ? [] : [sameClient(Client.pod(elsewhere))];
    const [home] = owners;
    return distinct([...wishes.slice(0, MOST_CLIENTS).map((wish) => this.granted(wish, home)), ...plain]);
  }

  private rulesFor(hosts: readonly string[]): readonly RuleClients[] {
    const exact = hosts.flatMap((host) => this.rules.get(host) ?? []);
    return [...exact, ...this.wildcardRules.filter((rule) => hosts.some((host) => hostsOverlap(rule.host, host)))];
  }

  private granted({ namespace, labels = {}, serviceAccount }: Wish, home: string | undefined): ClientPair {
    const isPlain = Object.keys(labels).length === 0 && serviceAccount === undefined;
    const found = isPlain
      ? []
      : SIDES.flatMap((side) => this.workloadsFor(side, { namespace, labels, serviceAccount }));
    if (found.length > 0) {
      const [{ source }] = found;
      const [before, after] = SIDES.map((side) =>
        this.meshes[side].workloads.all.filter((each) => each.source.key === source.key),
      );
      return pairedClients({ before, after }, ofWorkload)[0];
    }
    return sameClient(Client.pod(namespace ?? home ?? ELSEWHERE[0], labels, serviceAccount));
  }

  private workloadsFor(side: keyof MeshPair, { namespace, labels = {}, serviceAccount }: Wish): readonly Workload[] {
    const { workloads } = this.meshes[side];
    const candidates =
      namespace === undefined ? workloads.selectedAnywhere(labels) : workloads.selected(namespace, labels);
    return candidates.filter((each) => serviceAccount === undefined || each.serviceAccount === serviceAccount);
  }
}

function ofWorkload({ namespace, labels, serviceAccount }: Workload): Client {
  return Client.pod(namespace, labels, serviceAccount);
}

function isName(namespace: string): boolean {
  return !['.', '*', '~'].includes(namespace);
}

interface CallerRules {
  readonly rules?: readonly {
    readonly from?: readonly {
      readonly source?: {
        readonly principals?: readonly string[];
        readonly notPrincipals?: readonly string[];
        readonly namespaces?: readonly string[];
        readonly notNamespaces?: readonly string[];
        readonly serviceAccounts?: readonly string[];
        readonly notServiceAccounts?: readonly string[];
      };
    }[];
    readonly when?: readonly {
      readonly key: string;
      readonly values?: readonly string[];
      readonly notValues?: readonly string[];
    }[];
  }[];
}

/** The clients that a policy names. */
function callersIn({ rules = [] }: CallerRules, own: string): readonly Wish[] {
  const conditions = (key: string) =>
    rules.flatMap(({ when = [] }) =>
      when.filter((each) => each.key === key).flatMap(({ values = [], notValues = [] }) => [...values, ...notValues]),
    );
  const sources = rules.flatMap(({ from = [] }) => from.flatMap(({ source }) => source ?? []));
  const principals = [
    ...sources.flatMap(({ principals: is = [], notPrincipals: isNot = [] }) => [...is, ...isNot]),
    ...conditions('source.principal'),
  ];
  const namespaces = [
    ...sources.flatMap(({ namespaces: is = [], notNamespaces: isNot = [] }) => [...is, ...isNot]),
    ...conditions('source.namespace'),
  ];
  const accounts = sources.flatMap(({ serviceAccounts: is = [], notServiceAccounts: isNot = [] }) => [...is, ...isNot]);
  return [
    ...principals.flatMap((principal) => {
      const [, namespace, serviceAccount] = /\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(principal) ?? [];
      return namespace === undefined ? [] : [{ namespace, serviceAccount }];
    }),
    ...namespaces.filter((namespace) => !namespace.includes('*')).map((namespace) => ({ namespace })),
    ...accounts.map((account) => {
      const [serviceAccount, namespace = own] = account.split('/').reverse();
      return { namespace, serviceAccount };
    }),
  ];
}

function unique(wishes: readonly Wish[]): readonly Wish[] {
  return [
    ...new Map(
      wishes.map((wish) => [JSON.stringify([wish.namespace, wish.labels ?? {}, wish.serviceAccount]), wish]),
    ).values(),
  ];
}
