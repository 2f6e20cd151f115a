import { isWildcard, isWithin } from '../../kernel/host-match';
import { byText } from '../../kernel/text-order';

export { hostsOverlap, isWildcard, isWithin } from '../../kernel/host-match';

/** More specific before less specific: a name before a wildcard, then the longer one, then by letters. */
export function bySpecificity(a: string, b: string): number {
  const [wildA, wildB] = [isWildcard(a), isWildcard(b)];
  if (wildA !== wildB) {
    return wildA ? 1 : -1;
  }
  return b.length - a.length || byText(a, b);
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
