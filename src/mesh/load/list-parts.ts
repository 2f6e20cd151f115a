/** What `kubectl get -o yaml` writes, taken apart. */
export interface ListParts {
  /** The List with nothing in its `items`. */
  readonly frame: string;
  /** Lists that together hold all items. */
  readonly items: readonly string[];
}

/** How it begins. So its items stand at the left edge, and what belongs to one of them is indented. */
const BEGINNING = /^(?:---\n)?apiVersion: v1\nitems:\n(?=- )/;

/** The next line at the left edge that is no item, comment or blank. */
const END = /^[^\s#-]/m;

const NEXT_ITEM = '\n- ';

/** The parts of such a List, each of whole items and of about so many characters; undefined of any other document. */
export function listPartsOf(text: string, enough: number): ListParts | undefined {
  const start = BEGINNING.exec(text)?.[0].length;
  if (start === undefined) {
    return undefined;
  }
  const length = text.slice(start).search(END);
  const end = length < 0 ? text.length : start + length;
  const items: string[] = [];
  for (let from = start; from < end;) {
    const next = text.indexOf(NEXT_ITEM, from + enough) + 1;
    const to = next > 0 && next < end ? next : end;
    items.push(text.slice(from, to));
    from = to;
  }
  return { frame: text.slice(0, start) + text.slice(end), items };
}
