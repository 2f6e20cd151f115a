import { isCovered, takesAllPaths } from '../semantics/http-match';
import { headOf, isPresence } from '../semantics/string-match';
import { addTo } from '../lists';
import { HttpMatchRequest } from '../wire/networking';

interface Entry<T> {
  readonly item: T;
  readonly match: HttpMatchRequest;
  readonly position: number;
}

/** Matches of routes, looked up by the path of what they may cover: some VirtualServices have thousands of routes. */
export class MatchIndex<T> {
  private readonly byExactPath = new Map<string, Entry<T>[]>();
  private readonly byPrefix = new Map<string, Entry<T>[]>();
  /** Those that take any path, or whose paths are not compared letter by letter. */
  private readonly others: Entry<T>[] = [];
  private size = 0;

  /** Adds an item by a match of it. */
  public add(match: HttpMatchRequest, item: T): void {
    const entry = { item, match, position: this.size++ };
    const { uri, ignoreUriCase } = match;
    if (uri === undefined || ignoreUriCase === true || takesAllPaths(uri) || isPresence(uri)) {
      this.others.push(entry);
    } else if (uri.exact !== undefined) {
      addTo(this.byExactPath, uri.exact, entry);
    } else if (uri.prefix !== undefined) {
      addTo(this.byPrefix, uri.prefix, entry);
    } else {
      this.others.push(entry);
    }
  }

  /** The item that was added first of those whose match takes every request of another match; undefined where there is none. */
  public firstCovering(match: HttpMatchRequest): T | undefined {
    const { uri = {} } = match;
    const head = headOf(uri) ?? '';
    const candidates = [...this.others, ...(this.byExactPath.get(uri.exact ?? '') ?? [])];
    for (let end = 0; this.byPrefix.size > 0 && end <= head.length; end++) {
      candidates.push(...(this.byPrefix.get(head.slice(0, end)) ?? []));
    }
    return candidates.sort((a, b) => a.position - b.position).find((each) => isCovered(match, each.match))?.item;
  }
}
