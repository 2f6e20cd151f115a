/** Headers by names in lower case. */
export type HeaderMap = ReadonlyMap<string, string>;

/** A proxy keeps the path that it was sent in this, which says nothing beyond the rewrite itself. */
const ORIGINAL_PATH = 'x-envoy-original-path';

/** What is done to headers: `x-a: 1` is set, `-x-b` taken off. */
export function headerChanges(before: HeaderMap, after: HeaderMap): string {
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => name !== ORIGINAL_PATH).sort();
  return names
    .flatMap((name) => {
      const value = after.get(name);
      return before.get(name) === value ? [] : [value === undefined ? `-${name}` : `${name}: ${value}`];
    })
    .join(', ');
}
