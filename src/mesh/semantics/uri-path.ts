/** A request target taken apart. */
export interface RequestTarget {
  /** Normalized, without the query. */
  readonly path: string;
  /** With its question mark; '' where there is none. */
  readonly query: string;
}

/** The path and query of a request target as Envoy sees them after it has normalized the path, as Istio sets it up by default. */
export function readTarget(target: string): RequestTarget {
  const hash = target.indexOf('#');
  const whole = hash < 0 ? target : target.slice(0, hash);
  const mark = whole.indexOf('?');
  const [path, query] = mark < 0 ? [whole, ''] : [whole.slice(0, mark), whole.slice(mark)];
  return { path: normalizePath(path), query };
}

/** Escapes of these are undone: a path means the same with and without them. */
const UNRESERVED = /^[A-Za-z0-9\-._~]$/;
/** These are escaped where they stand as they are. */
const UNSAFE = /[^!$&'()*+,\-./0-9:;=@A-Z[\]_a-z~%]/gu;

/**
 * A path with escaped letters, digits, `-`, `.`, `_` and `~` unescaped, backslashes turned, and dot segments resolved. Double slashes and
 * escaped slashes stay.
 */
export function normalizePath(path: string): string {
  if (!path.startsWith('/')) {
    return path;
  }
  const unescaped = path
    .replace(/\\/g, '/')
    .replace(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
      const char = String.fromCharCode(parseInt(hex, 16));
      return UNRESERVED.test(char) ? char : escape;
    })
    .replace(UNSAFE, escaped);
  return withoutDotSegments(unescaped);
}

function escaped(char: string): string {
  // Half of a surrogate pair has no bytes of its own.
  return /^[\ud800-\udfff]$/.test(char) ? '%EF%BF%BD' : encodeURIComponent(char);
}

function withoutDotSegments(path: string): string {
  const segments = path.slice(1).split('/');
  const kept: string[] = [];
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === '..') {
      kept.pop();
    }
    if (segment === '.' || segment === '..') {
      if (isLast) {
        kept.push('');
      }
    } else {
      kept.push(segment);
    }
  });
  return `/${kept.join('/')}`;
}

/** The first value of each parameter of a query, as it stands: Envoy decodes none before it compares. */
export function queryParameters(query: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const pair of query.replace(/^\?/, '').split('&')) {
    const equals = pair.indexOf('=');
    const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    if (name !== '' && !found.has(name)) {
      found.set(name, value);
    }
  }
  return found;
}
