const MOST = 1000;

/** A function of texts that remembers what it made of the first thousand of them: what manifests say recurs. */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let made = known.get(text);
    if (made === undefined && !known.has(text)) {
      made = make(text);
      if (known.size < MOST) {
        known.set(text, made);
      }
    }
    return made as T;
  };
}
