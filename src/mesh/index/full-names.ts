import { Mesh } from '../mesh';
import { Namespaced } from '../namespaced';
import { resolveHost } from '../semantics/short-name';

/** The full names of hosts, each put together once: that takes longer, and leaves more behind, than looking one up. */
export class FullNames {
  private readonly names = new Namespaced<string>();

  constructor(private readonly domain: string) {}

  /** The host that an object of a namespace means. */
  public of(host: string, namespace: string): string {
    let name = this.names.get(namespace, host);
    if (name === undefined) {
      name = resolveHost(host, namespace, this.domain);
      this.names.set(namespace, host, name);
    }
    return name;
  }
}

/** The full names of the hosts of a mesh; for `mesh.derive()`. */
export function fullNamesOf(mesh: Mesh): FullNames {
  return new FullNames(mesh.config.domain);
}
