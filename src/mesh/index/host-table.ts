import { isWildcard } from '../semantics/host-match';

/** Values by host, looked up as Envoy does: the name itself, then the longest wildcard that covers it, then `*`. */
export class HostTable<T> {
  private readonly byName = new Map<string, T>();
  private readonly byEnding = new Map<string, T>();
  private endings: number[] | undefined;

  /** Sets what a host stands for. */
  public set(host: string, value: T): void {
    if (isWildcard(host)) {
      this.byEnding.set(host.slice(1), value);
      this.endings = undefined;
    } else {
      this.byName.set(host, value);
    }
  }

  /** What exactly this host, wildcard or not, stands for. */
  public get(host: string): T | undefined {
    return isWildcard(host) ? this.byEnding.get(host.slice(1)) : this.byName.get(host);
  }

  /** What the most specific host that covers a name stands for. */
  public find(name: string): T | undefined {
    const exact = this.byName.get(name);
    if (exact !== undefined) {
      return exact;
    }
    this.endings ??= [...new Set([...this.byEnding.keys()].map(({ length }) => length))].sort((a, b) => b - a);
    for (const length of this.endings) {
      // A wildcard stands for one letter at least; `*` alone also for no name at all.
      const ending = length === 0 ? '' : length < name.length ? name.slice(-length) : undefined;
      const value = ending === undefined ? undefined : this.byEnding.get(ending);
      if (value !== undefined) {
        return value;
      }
    }
    return undefined;
  }

  /** All values, in the order in which they were set; names before wildcards. */
  public get values(): readonly T[] {
    return [...this.byName.values(), ...this.byEnding.values()];
  }
}
