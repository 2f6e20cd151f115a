/** Attempts after which what is found so far is good enough. */
const MOST_ATTEMPTS = 300;
/** Levels of fields to begin with. */
const LEVELS = 4;

/**
 * The fewest fields that have to go through overrides for a construct to render its object: all fields of a level are held back first, and
 * then each is let through, or else what is below it. Undefined where no such fields are found.
 *
 * @param typed the paths of the fields that have typed code
 * @param works makes the construct with these fields held back, and says whether it renders the object
 */
export function findHeld(
  typed: ReadonlySet<string>,
  works: (held: ReadonlySet<string>) => boolean,
): ReadonlySet<string> | undefined {
  const start = firstLevel(typed, works);
  if (start === undefined) {
    return undefined;
  }
  let held = start;
  let attempts = 0;
  const accept = (candidate: ReadonlySet<string>): boolean => {
    attempts++;
    if (attempts > MOST_ATTEMPTS || !works(candidate)) {
      return false;
    }
    held = candidate;
    return true;
  };
  const letThrough = (path: string): void => {
    const others = [...held].filter((other) => other !== path);
    if (accept(new Set(others))) {
      return;
    }
    const below = childrenOf(path, typed);
    if (below.length > 0 && accept(new Set([...others, ...below]))) {
      below.forEach(letThrough);
    }
  };
  [...start].forEach(letThrough);
  return held;
}

function firstLevel(
  typed: ReadonlySet<string>,
  works: (held: ReadonlySet<string>) => boolean,
): ReadonlySet<string> | undefined {
  let level = childrenOf('spec', typed);
  for (let depth = 0; depth < LEVELS && level.length > 0; depth++) {
    const held = new Set(level);
    if (works(held)) {
      return held;
    }
    level = level.flatMap((path) => childrenOf(path, typed));
  }
  return undefined;
}

/** The paths that are nearest below a path. */
function childrenOf(path: string, typed: ReadonlySet<string>): string[] {
  const below = [...typed].filter((other) => isBelow(other, path));
  return below.filter((each) => !below.some((other) => isBelow(each, other)));
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(above) && (path.charAt(above.length) === '.' || path.charAt(above.length) === '[');
}
