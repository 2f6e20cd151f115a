import { JsonObject } from '../../mesh/wire/json';

/** An HTTP request before it is known who sends it, and to where. */
export interface Draft {
  /** As it is sent, without the query. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly method: string;
  /** By names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** What stands in `Host`; the host that is dialled where it is left out. */
  readonly authority?: string;
  /** The claims of its token; undefined of one without. */
  readonly claims?: JsonObject;
  readonly sourceIp?: string;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** A request that nothing is said of. */
export const PLAIN_DRAFT: Draft = Object.freeze({ path: '/', query: NONE, method: 'GET', headers: NONE });

/** Path and query as they are sent. */
export function targetOf({ path, query }: Draft): string {
  return query.size === 0 ? path : `${path}?${[...query].map(([name, value]) => `${name}=${value}`).join('&')}`;
}

/** A map with another value under a key; without the key where the value is undefined. */
export function withEntry(
  map: ReadonlyMap<string, string>,
  key: string,
  value: string | undefined,
): ReadonlyMap<string, string> {
  const changed = new Map(map);
  if (value === undefined) {
    changed.delete(key);
  } else {
    changed.set(key, value);
  }
  return changed;
}

/** What tells two drafts apart, as one text. */
export function keyOfDraft({ path, query, method, headers, authority, claims, sourceIp }: Draft): string {
  return JSON.stringify([path, [...query], method, [...headers], authority, claims, sourceIp]);
}
