import { hostsOverlap, isWithin } from './host-match';

interface NamespaceHosts {
  readonly included: string[];
  readonly excluded: string[];
}

const ANY_NAMESPACE = '*';
const EXCLUDE = '~';

/** The `hosts` of an egress listener of a Sidecar: which services and routes of which namespaces it imports. */
export class EgressHosts {
  private readonly byNamespace = new Map<string, NamespaceHosts>();
  /** Whether everything is imported. */
  public readonly isEverything: boolean;

  constructor(hosts: readonly string[], ownNamespace: string) {
    for (const entry of hosts) {
      const parts = entry.split('/');
      if (parts.length === 2) {
        this.add(parts[0], parts[1], ownNamespace);
      }
    }
    const any = this.byNamespace.get(ANY_NAMESPACE);
    this.isEverything =
      any?.included.includes('*') === true &&
      [...this.byNamespace.values()].every(({ excluded }) => excluded.length === 0);
  }

  /** Whether a service of a namespace is imported. */
  public importsService(host: string, namespace: string): boolean {
    return this.imports([host], namespace, isWithin);
  }

  /** Whether a VirtualService of a namespace is imported: one of its hosts has to overlap what is imported. */
  public importsVirtualService(hosts: readonly string[], namespace: string): boolean {
    return this.imports(hosts, namespace, hostsOverlap);
  }

  private imports(
    hosts: readonly string[],
    namespace: string,
    meets: (host: string, imported: string) => boolean,
  ): boolean {
    const applying = [this.byNamespace.get(namespace), this.byNamespace.get(ANY_NAMESPACE)].filter(
      (each) => each !== undefined,
    );
    return hosts.some(
      (host) =>
        applying.some(({ included }) => included.some((imported) => meets(host, imported))) &&
        !applying.some(({ excluded }) => excluded.some((imported) => isWithin(host, imported))),
    );
  }

  private add(written: string, host: string, ownNamespace: string): void {
    const isExcluded = written.startsWith(EXCLUDE);
    const bare = isExcluded ? written.slice(1) || ANY_NAMESPACE : written;
    const namespace = bare === '.' ? ownNamespace : bare;
    const known = this.byNamespace.get(namespace) ?? { included: [], excluded: [] };
    (isExcluded ? known.excluded : known.included).push(host);
    this.byNamespace.set(namespace, known);
  }
}
