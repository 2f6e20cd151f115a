/** The versions of packages that this one was made with, by its own package.json. */
export class Versions {
  constructor(
    private readonly manifest: {
      readonly name?: string;
      readonly version?: string;
      readonly devDependencies?: { readonly [name: string]: string };
      readonly peerDependencies?: { readonly [name: string]: string };
    },
  ) {}

  /** As package.json lists dependencies. */
  public of(...names: readonly string[]): { readonly [name: string]: string } {
    return Object.fromEntries(names.map((name) => [name, this.range(name)]));
  }

  private range(name: string): string {
    const { name: own, version, peerDependencies, devDependencies } = this.manifest;
    const range = name === own ? version && `^${version}` : (peerDependencies?.[name] ?? devDependencies?.[name]);
    if (range === undefined) {
      throw new Error(`nothing tells a version of ${name}`);
    }
    return range;
  }
}
