import { SERVICE, SERVICE_ENTRY } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { Namespaced } from '../../../mesh/namespaced';
import { isWildcard } from '../../../mesh/semantics/host-match';
import { listAt, NO_TEXTS, numberAt, TextMap } from '../../../mesh/wire/json';

/** A host that Istio's analyzers know. */
export interface KnownHost {
  readonly source: MeshObject;
  readonly ports: readonly number[];
  /** The labels by which a ServiceEntry selects workloads. */
  readonly workloadLabels: TextMap;
}

const EVERYWHERE = '*';
const OWN_NAMESPACE = '.';
const EXPORT_TO_ANNOTATION = 'networking.istio.io/exportTo';
/** The analyzers know no other domain. */
const SUFFIX = '.svc.cluster.local';
const FULL_NAME = /^(.+)\.(.+)\.svc\.cluster\.local$/;

/** A Service; most are asked for nothing but whether they are there. */
class KnownService implements KnownHost {
  public readonly workloadLabels = NO_TEXTS;

  constructor(public readonly source: MeshObject) {}

  public get ports(): readonly number[] {
    return listAt(this.source.spec, 'ports').map((port) => numberAt(port, 'port') ?? 0);
  }
}

/**
 * The hosts of a mesh as Istio's analyzers look them up, which is not quite as istiod does: by the scope that they are exported to, and
 * by their full name.
 */
export class KnownHosts {
  /** The hosts of ServiceEntries, by the scope that they are exported to. */
  private readonly byScope = new Map<string, HostsInScope>();
  private readonly wildcards: { readonly scope: string; readonly suffix: string; readonly host: KnownHost }[] = [];

  constructor(private readonly mesh: Mesh) {
    for (const entry of mesh.all(SERVICE_ENTRY)) {
      const { hosts, exportTo = [], ports = [], workloadSelector } = entry.spec;
      const host = {
        source: entry,
        ports: ports.map(({ number }) => number),
        workloadLabels: workloadSelector?.labels ?? NO_TEXTS,
      };
      const scopes = exportTo.length === 0 || exportTo.includes(EVERYWHERE) ? [EVERYWHERE] : exportTo;
      scopes.forEach((scope) => hosts.forEach((each) => this.add(scope, entry.namespace, each, host)));
    }
  }

  /** The host that an object of a namespace means, exported as it is; undefined where the analyzers know none. */
  public find(namespace: string, exportTo: readonly string[], host: string): KnownHost | undefined {
    const everywhere = this.inScope(EVERYWHERE, host, namespace);
    if (everywhere !== undefined) {
      return everywhere;
    }
    const scopes =
      exportTo.length === 0 ? [namespace] : exportTo.map((scope) => (scope === OWN_NAMESPACE ? namespace : scope));
    const named = scopes.map((scope) => this.inScope(scope, host, namespace)).find((each) => each !== undefined);
    const bare = host.replace(/^\*/, '');
    return (
      named ??
      this.wildcards.find(({ scope, suffix }) => [EVERYWHERE, namespace].includes(scope) && bare.endsWith(suffix))?.host
    );
  }

  /** A Service goes before a ServiceEntry of its name. */
  private inScope(scope: string, host: string, namespace: string): KnownHost | undefined {
    const named = serviceOf(host, namespace);
    const service = named && this.mesh.get(SERVICE, named.namespace, named.name);
    return service !== undefined && isInScope(service, scope)
      ? new KnownService(service)
      : this.byScope.get(scope)?.get(host, namespace);
  }

  private add(exported: string, namespace: string, name: string, host: KnownHost): void {
    const scope = exported === OWN_NAMESPACE ? namespace : exported;
    let hosts = this.byScope.get(scope);
    if (hosts === undefined) {
      hosts = new HostsInScope();
      this.byScope.set(scope, hosts);
    }
    hosts.set(name, namespace, host);
    if (isWildcard(name)) {
      this.wildcards.push({ scope, suffix: name.slice(1), host });
    }
  }
}

function isInScope({ annotations, namespace }: MeshObject, scope: string): boolean {
  const exported = annotations[EXPORT_TO_ANNOTATION] ?? '';
  return exported === ''
    ? scope === EVERYWHERE
    : exported.split(',').some((each) => (each.trim() === OWN_NAMESPACE ? namespace : each.trim()) === scope);
}

/** Hosts by their full names, without putting these together. */
class HostsInScope {
  private readonly services = new Namespaced<KnownHost>();
  private readonly others = new Map<string, KnownHost>();

  public get(host: string, namespace: string): KnownHost | undefined {
    const service = serviceOf(host, namespace);
    return service === undefined ? this.others.get(host) : this.services.get(service.namespace, service.name);
  }

  public set(host: string, namespace: string, value: KnownHost): void {
    const service = serviceOf(host, namespace);
    if (service === undefined) {
      this.others.set(host, value);
    } else {
      this.services.set(service.namespace, service.name, value);
    }
  }
}

interface ServiceName {
  readonly namespace: string;
  readonly name: string;
}

/** The Service that a host of an object in a namespace stands for by its short or its full name; undefined of any other host. */
function serviceOf(host: string, namespace: string): ServiceName | undefined {
  if (isWildcard(host)) {
    return undefined;
  }
  return host.includes('.') ? ofFullName(host) : { namespace, name: host };
}

function ofFullName(host: string): ServiceName | undefined {
  const [, name, namespace] = (host.endsWith(SUFFIX) && FULL_NAME.exec(host)) || [];
  return name === undefined ? undefined : { namespace, name };
}

/** The hosts of a mesh. */
export function knownHostsOf(mesh: Mesh): KnownHosts {
  return mesh.derive(readKnownHosts);
}

function readKnownHosts(mesh: Mesh): KnownHosts {
  return new KnownHosts(mesh);
}

/** The Service that a host of an object in a namespace stands for, as the analyzers take it apart: whatever is no full name is a short one. */
export function serviceMeantBy(host: string, namespace: string): ServiceName {
  return ofFullName(host) ?? { namespace, name: host };
}
