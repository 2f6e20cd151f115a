import { Headers, HeadersHeaderOperations } from '../wire/networking';
import { byText } from '../../kernel/text-order';

/** A header that is set or added. */
export interface HeaderValue {
  readonly name: string;
  readonly value: string;
  /** Whether it joins what is there; otherwise it takes its place. */
  readonly appends: boolean;
}

/** What is done to the headers of a request or of a response. */
export interface HeaderChanges {
  readonly remove: readonly string[];
  readonly values: readonly HeaderValue[];
  /** The host that is set in place of the client's. */
  readonly authority?: string;
}

/** What header operations come down to: `Host` and `:authority` change the host, other pseudo headers stay. */
export function headerChanges(operations: HeadersHeaderOperations | undefined): HeaderChanges {
  const { set = {}, add = {}, remove = [] } = operations ?? {};
  const authority = authorityIn(set) ?? authorityIn(add);
  return {
    remove: remove.filter((name) => !isInternal(name)).map((name) => name.toLowerCase()),
    values: [...valuesOf(set, false), ...valuesOf(add, true)],
    ...(authority === undefined ? {} : { authority }),
  };
}

/** The headers after changes at several levels, each made in full before the next: values are made of the headers as they are after its removals. */
export function changedHeaders(
  headers: ReadonlyMap<string, string>,
  levels: readonly HeaderChanges[],
  evaluate: (value: string, headers: ReadonlyMap<string, string>) => string,
): Map<string, string> {
  const changed = new Map(headers);
  for (const { remove, values } of levels) {
    remove.forEach((name) => changed.delete(name));
    const current = new Map(changed);
    for (const { name, value, appends } of values) {
      const text = evaluate(value, current);
      const present = changed.get(name);
      if (text !== '') {
        changed.set(name, appends && present !== undefined ? `${present}, ${text}` : text);
      }
    }
  }
  return changed;
}

/** The changes of a route and of its only destination: Envoy makes them as one, all removals first. */
export function joinedChanges(route: HeaderChanges, destination: HeaderChanges): HeaderChanges {
  const authority = route.authority ?? destination.authority;
  return {
    remove: [...route.remove, ...destination.remove],
    values: [...route.values, ...destination.values],
    ...(authority === undefined ? {} : { authority }),
  };
}

/** The changes of requests and responses that `headers` of a route or a destination make. */
export function changesOf(headers: Headers | undefined): { request: HeaderChanges; response: HeaderChanges } {
  return { request: headerChanges(headers?.request), response: headerChanges(headers?.response) };
}

function valuesOf(values: { readonly [name: string]: string }, appends: boolean): HeaderValue[] {
  return Object.entries(values)
    .filter(([name]) => !isInternal(name))
    .sort(([a], [b]) => byText(a, b))
    .map(([name, value]) => ({ name: name.toLowerCase(), value, appends }));
}

function authorityIn(values: { readonly [name: string]: string }): string | undefined {
  return Object.entries(values).find(([name]) => /^(:authority|host)$/i.test(name))?.[1];
}

function isInternal(name: string): boolean {
  return name.startsWith(':') || name.toLowerCase() === 'host';
}
