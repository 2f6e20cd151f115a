/** Adds an item to the list that stands under a key, which begins with the first. */
export function addTo<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list === undefined) {
    lists.set(key, [item]);
  } else {
    list.push(item);
  }
}

/** Finds what comes more than once. */
export class Repetitions<T> {
  /** What came at least twice. */
  public readonly repeated = new Set<T>();
  private readonly seen = new Set<T>();

  public add(item: T): void {
    (this.seen.has(item) ? this.repeated : this.seen).add(item);
  }
}
