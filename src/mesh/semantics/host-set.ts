import { isWildcard, isWithin } from './host-match';

/** Hosts, some of which may be wildcards, that a name is looked up in without going through all of them. */
export class HostSet {
  private readonly names = new Set<string>();
  private readonly wildcards = new Set<string>();
  private readonly wildcardLengths = new Set<number>();

  constructor(public readonly hosts: readonly string[]) {
    for (const host of hosts) {
      if (isWildcard(host)) {
        this.wildcards.add(host);
        this.wildcardLengths.add(host.length - 1);
      } else {
        this.names.add(host);
      }
    }
  }

  /** Whether one of the hosts covers all of another. */
  public covers(host: string): boolean {
    if (!isWildcard(host) && this.names.has(host)) {
      return true;
    }
    const [name, most] = isWildcard(host) ? [host.slice(1), host.length - 1] : [host, host.length];
    for (const length of this.wildcardLengths) {
      if (length <= most && this.wildcards.has(`*${name.slice(name.length - length)}`)) {
        return true;
      }
    }
    return false;
  }

  /** The hosts that both have: of two that overlap, the narrower one. */
  public intersection(others: readonly string[]): readonly string[] {
    const found = new Set<string>();
    for (const other of others) {
      if (this.covers(other)) {
        found.add(other);
      } else if (isWildcard(other)) {
        this.hosts.filter((host) => isWithin(host, other)).forEach((host) => found.add(host));
      }
    }
    return [...found];
  }
}
