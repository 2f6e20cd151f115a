import { addTo } from '../lists';
import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';

interface Entry<T> {
  readonly item: T;
  readonly selector: TextMap;
  readonly position: number;
}

/** Items that select by labels, looked up by the labels of what they may select: without going through all of them. */
export class SelectorIndex<T> {
  /** Each under the label of its selector that the fewest have; without a label, under ''. */
  private readonly byLabel = new Map<string, Entry<T>[]>();

  constructor(items: readonly T[], selectorOf: (item: T) => TextMap) {
    const entries = items.map((item, position) => ({ item, selector: selectorOf(item), position }));
    const counts = new Map<string, number>();
    for (const { selector } of entries) {
      labelsOf(selector).forEach((label) => counts.set(label, (counts.get(label) ?? 0) + 1));
    }
    const countOf = (label: string): number => counts.get(label) ?? 0;
    for (const entry of entries) {
      const labels = labelsOf(entry.selector);
      const rarest = labels.reduce((best, label) => (countOf(label) < countOf(best) ? label : best), labels[0] ?? '');
      addTo(this.byLabel, rarest, entry);
    }
  }

  /** The items whose selectors take these labels, in the order in which they were given. */
  public selecting(labels: TextMap): readonly T[] {
    const found = ['', ...labelsOf(labels)]
      .flatMap((label) => this.byLabel.get(label) ?? [])
      .filter(({ selector }) => selects(selector, labels));
    return found.sort((a, b) => a.position - b.position).map(({ item }) => item);
  }
}

function labelsOf(labels: TextMap): string[] {
  return Object.keys(labels).map((key) => `${key}=${labels[key]}`);
}
