import { Draft, PLAIN_DRAFT, withEntry } from './witness/draft';
import { Exploration, Sent } from './exploration';
import { keyOfChange } from './change-key';

/** How much a request asks for. */
export function costOf({ draft, entrance }: Pick<Sent, 'draft' | 'entrance'>): number {
  const { path, query, headers, method, authority, claims, sourceIp } = draft;
  const labels = !entrance.clients.after.isOutside ? Object.keys(entrance.clients.after.labels).length : 0;
  const asked =
    query.size +
    headers.size +
    labels +
    [authority, claims, sourceIp, entrance.sni, entrance.clientCertificate].filter((each) => each !== undefined).length;
  return asked * 100 + (method === 'GET' ? 0 : 50) + path.length;
}

/** The request without all that is not needed for its outcome to change like that. */
export function minimal(sent: Sent, exploration: Exploration): Sent {
  const key = keyOfChange(sent);
  const step = (from: Sent): Sent | undefined => {
    for (const draft of simpler(from.draft)) {
      if (costOf({ ...from, draft }) < costOf(from)) {
        const tried = exploration.send(from.entrance, draft);
        if (tried.differences.length > 0 && keyOfChange(tried) === key) {
          return tried;
        }
      }
    }
    return undefined;
  };
  let best = sent;
  for (let next = step(best); next !== undefined; next = step(best)) {
    best = next;
  }
  return best;
}

/** The request with one thing less, the greatest steps first. */
function simpler(draft: Draft): readonly Draft[] {
  const { path, query, headers, method, authority, claims, sourceIp } = draft;
  return [
    PLAIN_DRAFT,
    { ...PLAIN_DRAFT, path },
    ...[...headers.keys()].map((name) => ({ ...draft, headers: withEntry(headers, name, undefined) })),
    ...[...query.keys()].map((name) => ({ ...draft, query: withEntry(query, name, undefined) })),
    ...(method === 'GET' ? [] : [{ ...draft, method: 'GET' }]),
    ...(authority === undefined ? [] : [{ ...draft, authority: undefined }]),
    ...(claims === undefined
      ? []
      : [
          { ...draft, claims: undefined },
          { ...draft, claims: {} },
        ]),
    ...(sourceIp === undefined ? [] : [{ ...draft, sourceIp: undefined }]),
    ...shorter(path).map((each) => ({ ...draft, path: each })),
  ];
}

/** The paths above, the shortest first, and the path without its last character. */
function shorter(path: string): readonly string[] {
  const segments = path.split('/').slice(1);
  const above = segments.map((_, count) => `/${segments.slice(0, count).join('/')}`);
  return [...new Set([...above, path.replace(/\/x$/, ''), path.slice(0, -1)])].filter(
    (each) => each.startsWith('/') && each !== path,
  );
}
