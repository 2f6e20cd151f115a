import { SERVICE, SERVICE_ENTRY } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { Namespaced } from '../../../mesh/namespaced';
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
const SUFFIX = '.svc.cluster.local';
const FULL_NAME = /^(.+)\.(.+)\.svc\.cluster\.local$/;

/**
 * The hosts of a mesh as Istio's analyzers look them up, which is not quite as istiod does: by the scope that they are exported to, and
 * by their full name.
 */
export class KnownHosts {
  /** By the scope that they are exported to. */
  private readonly byScope = new Map<string, HostsInScope>();
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
    const everywhere = this.byScope.get(EVERYWHERE)?.get(host, namespace);
    if (everywhere !== undefined) {
      return everywhere;
    }
    const scopes =
      exportTo.length === 0 ? [namespace] : exportTo.map((scope) => (scope === OWN_NAMESPACE ? namespace : scope));
    const named = scopes
      .map((scope) => this.byScope.get(scope)?.get(host, namespace))
      .find((each) => each !== undefined);
    const bare = host.replace(/^\*/, '');
    return (
      named ??
      this.wildcards.find(({ scope, suffix }) => [EVERYWHERE, namespace].includes(scope) && bare.endsWith(suffix))?.host
    );
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
  return new KnownHosts(mesh.all(SERVICE_ENTRY), mesh.all(SERVICE));
}

/** The Service that a host of an object in a namespace stands for, as the analyzers take it apart: whatever is no full name is a short one. */
export function serviceMeantBy(host: string, namespace: string): ServiceName {
  return ofFullName(host) ?? { namespace, name: host };
}
