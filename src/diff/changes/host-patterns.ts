import { HostSet } from '../../mesh/semantics/host-set';

/** Hosts, some of them wildcards, that are gathered one by one and then asked for. */
export class HostPatterns {
  private readonly hosts = new Set<string>();
  private made: HostSet | undefined;

  /** How many there are. */
  public get size(): number {
    return this.hosts.size;
  }

  /** Adds a host; whether it was not among them. */
  public add(host: string): boolean {
    const lower = host.toLowerCase();
    const isNew = !this.hosts.has(lower);
    this.hosts.add(lower);
    this.made = isNew ? undefined : this.made;
    return isNew;
  }

  /** Whether one of them covers a host. */
  public covers(host: string): boolean {
    this.made ??= new HostSet([...this.hosts]);
    return this.hosts.size > 0 && this.made.covers(host.toLowerCase());
  }
}
