import * as parser from 'js-yaml';
import { shownAs } from '../../kernel/shown-as';
import { FieldPath, Origin } from '../origin';
import { itemOffsetsOf } from './list-parts';

/** A position among the events of a document. */
interface Cursor {
  /** The index of the event that comes next. */
  next: number;
}

type Events = readonly parser.Event[];

/** The beginning of the first line that is no comment, directive or end of a document, and not blank. */
const CONTENT = /^(?!\s*(#.*)?$|%|\.\.\.\s*$)/m;

/** The text of one YAML document and where it stands in its file: the origin of what it holds. */
export class YamlDocument implements Origin {
  /** Where its lines end, once somebody asks for one. */
  private breaks: readonly number[] | undefined;
  /** Where its items begin, if it is a List of many. */
  private items: readonly number[] | undefined;

  constructor(
    public readonly file: string,
    /** The line of the file that the text begins in, counted from 1. */
    private readonly firstLine: number,
    public readonly text: string,
  ) {}

  /** The same lines, written in another way. */
  public withText(text: string): YamlDocument {
    return text === this.text ? this : new YamlDocument(this.file, this.firstLine, text);
  }

  /** The line of the file at an offset of the text. */
  public lineAt(offset: number): number {
    this.breaks ??= breaksIn(this.text);
    let [from, to] = [0, this.breaks.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      [from, to] = this.breaks[middle] < offset ? [middle + 1, to] : [from, middle];
    }
    return this.firstLine + from;
  }

  /** Whether there is anything to read in it. */
  public get hasContent(): boolean {
    return CONTENT.test(this.text);
  }

  /** The line of the first thing to read. */
  public get line(): number {
    return this.lineAt(CONTENT.exec(this.text)?.index ?? 0);
  }

  /**
   * Tells the line of a field; of the nearest field above where the document has no such field. Parses the text again, because positions
   * are asked for a few findings only and would otherwise be kept for every field of every file.
   */
  public get lineOf(): (path: FieldPath) => number {
    return (path) => {
      try {
        return this.lineAt(this.offsetOf(path));
      } catch {
        return this.line;
      }
    };
  }

  private offsetOf(path: FieldPath): number {
    const [key, index, ...below] = path;
    // Of a List that holds a whole cluster, to parse all for each of many findings would take minutes.
    this.items ??= itemOffsetsOf(this.text) ?? [];
    if (key !== 'items' || typeof index !== 'number' || index + 1 >= this.items.length) {
      return find(parser.parseEvents(this.text, {}), path, this.text);
    }
    const item = this.text.slice(this.items[index], this.items[index + 1]);
    return this.items[index] + find(parser.parseEvents(item, {}), [0, ...below], item);
  }
}

function breaksIn(text: string): number[] {
  const breaks: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    breaks.push(at);
  }
  return breaks;
}

// Its text may hold a key.
shownAs(YamlDocument, ({ file, line }) => `${file}:${line}`);

/** The offset of the field at the path, or of the last part of the path that there is. */
function find(events: Events, path: FieldPath, text: string): number {
  const cursor: Cursor = { next: 1 };
  let offset = startOf(events[cursor.next]);
  for (const key of path) {
    const entry = enter(events, cursor, key, text);
    if (entry === undefined) {
      break;
    }
    offset = entry;
  }
  return offset;
}

/** Moves the cursor to the value below a key or index; returns the offset of its key or item, undefined where there is none. */
function enter(events: Events, cursor: Cursor, key: string | number, text: string): number | undefined {
  const parent = events[cursor.next++];
  if (parent?.type === parser.EVENT_SEQUENCE) {
    for (let index = 0; events[cursor.next]?.type !== parser.EVENT_POP; index++) {
      if (index === key) {
        return startOf(events[cursor.next]);
      }
      skip(events, cursor);
    }
  } else if (parent?.type === parser.EVENT_MAPPING) {
    while (events[cursor.next]?.type !== parser.EVENT_POP) {
      const name = events[cursor.next];
      const found = name?.type === parser.EVENT_SCALAR && parser.getScalarValue(text, name) === String(key);
      skip(events, cursor);
      if (found) {
        return startOf(name);
      }
      skip(events, cursor);
    }
  }
  return undefined;
}

function skip(events: Events, cursor: Cursor): void {
  const event = events[cursor.next++];
  if (event?.type === parser.EVENT_SEQUENCE || event?.type === parser.EVENT_MAPPING) {
    while (cursor.next < events.length && events[cursor.next].type !== parser.EVENT_POP) {
      skip(events, cursor);
    }
    cursor.next++;
  }
}

function startOf(event: Events[number] | undefined): number {
  if (event === undefined) {
    return 0;
  }
  return 'valueStart' in event
    ? event.valueStart
    : 'start' in event
      ? event.start
      : 'anchorStart' in event
        ? event.anchorStart
        : 0;
}
