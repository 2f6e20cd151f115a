/** Values by namespace and name: to put the two together for each question would take longer than to look twice. */
export class Namespaced<T> {
  private readonly byNamespace = new Map<string, Map<string, T>>();

  public get(namespace: string, name: string): T | undefined {
    return this.byNamespace.get(namespace)?.get(name);
  }

  public set(namespace: string, name: string, value: T): void {
    const byName = this.byNamespace.get(namespace);
    if (byName === undefined) {
      this.byNamespace.set(namespace, new Map([[name, value]]));
    } else {
      byName.set(name, value);
    }
  }
}
