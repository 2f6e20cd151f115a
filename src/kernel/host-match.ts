/** Whether the host is a wildcard: `*` or `*.example.com`. */
export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Whether every name that `inner` covers is covered by `outer`. A wildcard covers what ends like it, any number of labels. */
export function isWithin(inner: string, outer: string): boolean {
  if (!isWildcard(outer)) {
    return inner === outer;
  }
  const suffix = outer.slice(1);
  return isWildcard(inner) ? inner.length >= outer.length && inner.endsWith(suffix) : inner.endsWith(suffix);
}

/** Whether some name is covered by both hosts, each of which may be a wildcard. */
export function hostsOverlap(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/** The hosts of a Gateway's servers without the namespaces that may stand before them (`prod/shop.example.com`). */
export function bareHosts(hosts: readonly string[]): string[] {
  return hosts.map((host) => host.slice(host.indexOf('/') + 1));
}
