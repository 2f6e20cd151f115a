import { addTo } from '../lists';
import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';

/** What carries labels. */
interface Labelled {
  readonly labels: TextMap;
}

const NONE: readonly never[] = Object.freeze([]);

/** Items that carry labels, looked up by what selectors ask of them: without going through all of them. */
export class LabelIndex<T extends Labelled> {
  /** By the name of a label and its value; made when it is first asked for. */
  private byLabel: ReadonlyMap<string, ReadonlyMap<string, readonly T[]>> | undefined;

  constructor(public readonly all: readonly T[]) {}

  /** The items that carry all labels of a selector, in the order in which they were given. */
  public selected(selector: TextMap): readonly T[] {
    this.byLabel ??= byLabelOf(this.all);
    // The rarest label leaves the fewest to look at.
    let candidates = this.all;
    let asked = 0;
    for (const name in selector) {
      const carriers = this.byLabel.get(name)?.get(selector[name]) ?? NONE;
      candidates = carriers.length < candidates.length ? carriers : candidates;
      asked += 1;
    }
    return asked < 2 ? candidates : candidates.filter(({ labels }) => selects(selector, labels));
  }
}

function byLabelOf<T extends Labelled>(all: readonly T[]): Map<string, Map<string, T[]>> {
  const found = new Map<string, Map<string, T[]>>();
  for (const item of all) {
    for (const name in item.labels) {
      let values = found.get(name);
      if (values === undefined) {
        values = new Map();
        found.set(name, values);
      }
      addTo(values, item.labels[name], item);
    }
  }
  return found;
}
