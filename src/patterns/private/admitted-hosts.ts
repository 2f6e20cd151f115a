/** The hosts of a Gateway's servers, as `namespace/host` or `host`: which VirtualServices of which namespaces it takes. */
export class AdmittedHosts {
  /** The namespaces (`*` for all) that each host takes routes from. */
  private readonly namespaces = new Map<string, Set<string>>();

  constructor(ownNamespace: string | undefined, entries: readonly string[]) {
    for (const entry of entries) {
      const slash = entry.indexOf('/');
      const host = entry.slice(slash + 1).toLowerCase();
      const namespace = slash < 0 ? '*' : entry.slice(0, slash);
      const known = this.namespaces.get(host) ?? new Set();
      known.add(namespace === '.' ? (ownNamespace ?? '.') : namespace);
      this.namespaces.set(host, known);
    }
  }

  /** The hosts, and for each the namespaces that it takes routes from. */
  public describe(): string[] {
    return [...this.namespaces].map(([host, namespaces]) => `${host} from ${[...namespaces].join(', ')}`);
  }

  /** Whether a VirtualService of the namespace is heard with this host. */
  public admits(host: string, namespace: string): boolean {
    const wanted = host.toLowerCase();
    return wider(wanted).some((server) => this.isOpen(server, namespace)) || this.admitsBelow(wanted, namespace);
  }

  /** A wildcard of the VirtualService is also heard for the narrower hosts of the servers. */
  private admitsBelow(host: string, namespace: string): boolean {
    if (!host.startsWith('*')) {
      return false;
    }
    const within = [...this.namespaces.keys()].filter((server) => server.endsWith(host.slice(1)));
    return within.some((server) => this.isOpen(server, namespace));
  }

  private isOpen(server: string, namespace: string): boolean {
    const namespaces = this.namespaces.get(server);
    return namespaces !== undefined && (namespaces.has('*') || namespaces.has(namespace));
  }
}

/** The host itself and all wildcards that take it in: `a.b.c`, `*.b.c`, `*.c`, `*`. */
function wider(host: string): string[] {
  const labels = host.replace(/^\*\.?/, '').split('.');
  const wildcards = labels.map((_, index) => `*.${labels.slice(index + 1).join('.')}`).slice(0, -1);
  return [host, ...wildcards, '*'];
}
