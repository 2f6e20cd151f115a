/** What `kubectl get -o yaml` writes, taken apart. */
export interface ListParts {
  /** The List with nothing in its `items`. */
  readonly frame: string;
  /** Lists that together hold all items. */
  readonly items: readonly string[];
}

/** How it begins. So its items stand at the left edge, and what belongs to one of them is indented. */
const BEGINNING = /^(?:(?:---)?\n)?apiVersion: v1\nitems:\n(?=- )/;

/** The next line at the left edge that is no item, comment or blank. */
const END = /^[^\s#-]/m;

const NEXT_ITEM = '\n-';

/** Where the items of such a List begin and end; undefined of any other document. */
function rangeOfItems(text: string): readonly [start: number, end: number] | undefined {
  const start = BEGINNING.exec(text)?.[0].length;
  if (start === undefined) {
    return undefined;
  }
  const length = text.slice(start).search(END);
  return [start, length < 0 ? text.length : start + length];
}

/** Where the first item begins that does so at an offset or after it; the end where there is none. */
function nextItem(text: string, from: number, end: number): number {
  const next = text.indexOf(NEXT_ITEM, from - 1) + 1;
  return next > 0 && next < end ? next : end;
}

/** The parts of such a List, each of whole items and of about so many characters; undefined of any other document. */
export function listPartsOf(text: string, enough: number): ListParts | undefined {
  const range = rangeOfItems(text);
  if (range === undefined) {
    return undefined;
  }
  const [start, end] = range;
  const items: string[] = [];
  for (let from = start, to; from < end; from = to) {
    to = nextItem(text, from + enough, end);
    items.push(text.slice(from, to));
  }
  return { frame: text.slice(0, start) + text.slice(end), items };
}

/** Where each item of such a List begins, and where the last one ends; undefined of any other document. */
export function itemOffsetsOf(text: string): readonly number[] | undefined {
  const range = rangeOfItems(text);
  if (range === undefined) {
    return undefined;
  }
  const [start, end] = range;
  const offsets = [start];
  for (let at = start; at < end;) {
    at = nextItem(text, at + 1, end);
    offsets.push(at);
  }
  return offsets;
}
