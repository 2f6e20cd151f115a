/** Names whose capitals do not tell where a word ends. */
const IRREGULAR: { [name: string]: string } = {
  TLSmode: 'TlsMode',
};

/** PascalCase with acronyms as words: `HTTPRoute` is `HttpRoute`. */
export function pascalCase(name: string): string {
  const regular = (IRREGULAR[name] ?? name).replace(/[A-Z]{2,}/g, (run: string, offset: number, whole: string) => {
    const startsWord = /[a-z]/.test(whole.charAt(offset + run.length));
    const end = startsWord ? -1 : run.length;
    return run.charAt(0) + run.slice(1, end).toLowerCase() + run.slice(end).slice(startsWord ? -1 : run.length);
  });
  return regular.charAt(0).toUpperCase() + regular.slice(1);
}

/** kebab-case name of the file that holds a kind. */
export function fileName(kind: string): string {
  return pascalCase(kind)
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** UPPER_SNAKE name of an enum's member: `IfNotPresent` is `IF_NOT_PRESENT`, `s/mime` is `S_MIME`. */
export function memberName(value: string): string {
  return value
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}
