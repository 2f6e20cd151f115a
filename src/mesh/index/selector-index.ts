import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';

interface Entry<T> {
  readonly item: T;
  readonly selector: TextMap;
  readonly position: number;
}

/** A label of a selector, and the entries that are looked up by it. */
interface Slot<T> {
  /** How many selectors have the label. */
  count: number;
  readonly entries: Entry<T>[];
}

/** Items that select by labels, looked up by the labels of what they may select: without going through all of them. */
export class SelectorIndex<T> {
  private readonly byLabel = new Map<string, Map<string, Slot<T>>>();
  /** Those that select everything. */
  private readonly others: Entry<T>[] = [];

  constructor(items: readonly T[], selectorOf: (item: T) => TextMap) {
    const entries = items.map((item, position): Entry<T> => ({ item, selector: selectorOf(item), position }));
    for (const { selector } of entries) {
      for (const name in selector) {
        this.slotFor(name, selector[name]).count += 1;
      }
    }
    // Each stands under the label that the fewest have.
    for (const entry of entries) {
      const { selector } = entry;
      let rarest: Slot<T> | undefined;
      for (const name in selector) {
        const slot = this.slotFor(name, selector[name]);
        rarest = rarest === undefined || slot.count < rarest.count ? slot : rarest;
      }
      (rarest?.entries ?? this.others).push(entry);
    }
  }

  /** The items whose selectors take these labels, in the order in which they were given. */
  public selecting(labels: TextMap): readonly T[] {
    const found = [...this.others];
    for (const name in labels) {
      for (const entry of this.byLabel.get(name)?.get(labels[name])?.entries ?? []) {
        if (selects(entry.selector, labels)) {
          found.push(entry);
        }
      }
    }
    const ordered = found.length < 2 ? found : found.sort((a, b) => a.position - b.position);
    return ordered.map(({ item }) => item);
  }

  private slotFor(name: string, value: string): Slot<T> {
    let values = this.byLabel.get(name);
    if (values === undefined) {
      values = new Map();
      this.byLabel.set(name, values);
    }
    let slot = values.get(value);
    if (slot === undefined) {
      slot = { count: 0, entries: [] };
      values.set(value, slot);
    }
    return slot;
  }
}
