/** Whether the host is a wildcard: `*` or `*.example.com`. */
export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Whether some name is covered by both hosts, each of which may be a wildcard. */
export function hostsOverlap(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/** Whether every name that `inner` covers is covered by `outer`. A wildcard covers what ends like it, any number of labels. */
export function isWithin(inner: string, outer: string): boolean {
  if (!isWildcard(outer)) {
    return inner === outer;
  }
  const suffix = outer.slice(1);
  return isWildcard(inner) ? inner.length >= outer.length && inner.endsWith(suffix) : inner.endsWith(suffix);
}

/** More specific before less specific: a name before a wildcard, then the longer one, then by letters. */
export function bySpecificity(a: string, b: string): number {
  const [wildA, wildB] = [isWildcard(a), isWildcard(b)];
  if (wildA !== wildB) {
    return wildA ? 1 : -1;
  }
  return b.length - a.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The most specific of the hosts that covers all of `host`; undefined where none does. */
export function mostSpecificHost(host: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  for (const candidate of candidates) {
    if (isWithin(host, candidate) && (best === undefined || bySpecificity(candidate, best) < 0)) {
      best = candidate;
    }
  }
  return best;
}
