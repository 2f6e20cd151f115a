import { FullNames } from '../../../mesh/index/full-names';
import { SERVICE, SERVICE_ENTRY } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { isWildcard } from '../../../mesh/semantics/host-match';
import { listAt, numberAt, TextMap } from '../../../mesh/wire/json';
import { ServiceEntrySpec } from '../../../mesh/wire/networking';

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
const DOMAIN = 'svc.cluster.local';
const SUFFIX = `.${DOMAIN}`;

/**
 * The hosts of a mesh as Istio's analyzers look them up, which is not quite as istiod does: by the scope that they are exported to, and
 * by their full name.
 */
export class KnownHosts {
  /** By the scope that they are exported to, and their full name. */
  private readonly byScope = new Map<string, Map<string, KnownHost>>();
  private readonly names = new FullNames(fullName);
  private readonly wildcards: { readonly scope: string; readonly suffix: string; readonly host: KnownHost }[] = [];

  constructor(serviceEntries: readonly MeshObject<ServiceEntrySpec>[], services: readonly MeshObject[]) {
    for (const entry of serviceEntries) {
      const { hosts, exportTo = [], ports = [], workloadSelector } = entry.spec;
      const host = {
        source: entry,
        ports: ports.map(({ number }) => number),
        workloadLabels: workloadSelector?.labels ?? {},
      };
      const scopes = exportTo.length === 0 || exportTo.includes(EVERYWHERE) ? [EVERYWHERE] : exportTo;
      scopes.forEach((scope) => hosts.forEach((each) => this.add(scope, entry.namespace, each, host)));
    }
    for (const service of services) {
      const ports = listAt(service.spec, 'ports').map((port) => numberAt(port, 'port') ?? 0);
      const exported = service.annotations[EXPORT_TO_ANNOTATION] ?? '';
      const scopes = exported === '' ? [EVERYWHERE] : exported.split(',').map((each) => each.trim());
      const host = { source: service, ports, workloadLabels: {} };
      scopes.forEach((scope) => this.add(scope, service.namespace, service.name, host));
    }
  }

  /** The host that an object of a namespace means, exported as it is; undefined where the analyzers know none. */
  public find(namespace: string, exportTo: readonly string[], host: string): KnownHost | undefined {
    const fqdn = this.names.of(host, namespace);
    const everywhere = this.byScope.get(EVERYWHERE)?.get(fqdn);
    if (everywhere !== undefined) {
      return everywhere;
    }
    const scopes =
      exportTo.length === 0 ? [namespace] : exportTo.map((scope) => (scope === OWN_NAMESPACE ? namespace : scope));
    const named = scopes.map((scope) => this.byScope.get(scope)?.get(fqdn)).find((each) => each !== undefined);
    const bare = host.replace(/^\*/, '');
    return (
      named ??
      this.wildcards.find(({ scope, suffix }) => [EVERYWHERE, namespace].includes(scope) && bare.endsWith(suffix))?.host
    );
  }

  private add(exported: string, namespace: string, name: string, host: KnownHost): void {
    const scope = exported === OWN_NAMESPACE ? namespace : exported;
    const fqdn = this.names.of(name, namespace);
    const hosts = this.byScope.get(scope);
    if (hosts === undefined) {
      this.byScope.set(scope, new Map([[fqdn, host]]));
    } else {
      hosts.set(fqdn, host);
    }
    if (isWildcard(fqdn)) {
      this.wildcards.push({ scope, suffix: fqdn.slice(1), host });
    }
  }
}

/** The hosts of a mesh. */
export function knownHostsOf(mesh: Mesh): KnownHosts {
  return mesh.derive(readKnownHosts);
}

function readKnownHosts(mesh: Mesh): KnownHosts {
  return new KnownHosts(mesh.all(SERVICE_ENTRY), mesh.all(SERVICE));
}

function fullName(host: string, namespace: string): string {
  return isWildcard(host) || host.includes('.') ? host : `${host}.${namespace}.${DOMAIN}`;
}

/** Namespace and name of the Service that a host of an object in a namespace stands for, as the analyzers take it apart. */
export function serviceNameOf(host: string, namespace: string): string {
  const [, name, other] = (host.endsWith(SUFFIX) && /^(.+)\.(.+)\.svc\.cluster\.local$/.exec(host)) || [];
  return name === undefined ? `${namespace}/${host}` : `${other}/${name}`;
}
