import { isWildcard, mostSpecificHost } from '../../mesh/semantics/host-match';

const LABELS = ['any', 'some', 'other', 'another', 'further'];
/** What stands for any host at all: a name that nobody has. */
const ANYWHERE = 'unknown.example';

/** A name that a host stands for and none of the more specific ones beside it; undefined where none is found. */
export function nameFor(host: string, others: Iterable<string>): string | undefined {
  if (!isWildcard(host)) {
    return host;
  }
  const candidates = [...others, host];
  return LABELS.map((label) => (host === '*' ? `${label}.${ANYWHERE}` : label + host.slice(1))).find(
    (name) => mostSpecificHost(name, candidates) === host,
  );
}
