/** What JavaScript, TypeScript or Node's modules have names for already. */
const TAKEN = (
  'abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default delete do else enum eval ' +
  'export extends false finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new null ' +
  'number object of package private protected public readonly require return set static string super switch symbol this throw true try type typeof ' +
  'undefined unknown var void while with yield exports process global globalThis console Buffer Infinity NaN __dirname __filename'
).split(' ');

/** Gives out names, each once. */
export class Names {
  private readonly taken: Set<string>;

  constructor(
    private readonly separator: string,
    taken: readonly string[] = [],
  ) {
    this.taken = new Set(taken);
  }

  /** The first of the wishes that is free, or the last one with a number. */
  public take(...wishes: readonly [string, ...string[]]): string {
    const last = wishes.at(-1) ?? wishes[0];
    let name = wishes.find((wish) => !this.taken.has(wish));
    for (let number = 2; name === undefined; number++) {
      const numbered = `${last}${this.separator === '-' || /\d$/.test(last) ? this.separator : ''}${number}`;
      name = this.taken.has(numbered) ? undefined : numbered;
    }
    this.taken.add(name);
    return name;
  }
}

/** Gives out the names of constants. */
export class VariableNames {
  private readonly names = new Names('_', TAKEN);

  /** A constant for an object of this kind and name, such as `shopGateway`. */
  public forObject(kind: string, name: string, namespace: string | undefined): string {
    const base = camelCase(name);
    const suffix = pascalCase(kind);
    const own = base.toLowerCase().endsWith(suffix.toLowerCase()) ? base : `${base}${suffix}`;
    return this.take(own, `${own}In${pascalCase(namespace ?? 'App')}`);
  }

  /** A constant of one of these names. */
  public take(...wishes: readonly [string, ...string[]]): string {
    const [first, ...others] = wishes.map((wish) => (/^[A-Za-z_$]/.test(wish) ? wish : `_${wish}`));
    return this.names.take(first, ...others);
  }
}

/** The text as the name of a constant: `shop-gateway` becomes `shopGateway`. */
export function camelCase(text: string): string {
  const pascal = pascalCase(text);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** The text as the name of a type. */
function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The text as a part of construct ids: no slashes, nothing that can't be seen. */
export function idOf(text: string): string {
  return text.replace(/[^A-Za-z0-9.:_-]+/g, '-').slice(0, 200);
}
