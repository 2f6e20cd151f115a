import { Mesh } from '../mesh';
import { resolveHost } from '../semantics/short-name';

/** What hosts stand for in a namespace, each put together once: that takes longer, and leaves more behind, than looking one up. */
export class FullNames {
  private readonly byNamespace = new Map<string, Map<string, string>>();

  constructor(
    /** Tells what a host stands for in the objects of a namespace. */
    private readonly nameOf: (host: string, namespace: string) => string,
  ) {}

  /** What an object of a namespace means by a host. */
  public of(host: string, namespace: string): string {
    let names = this.byNamespace.get(namespace);
    if (names === undefined) {
      names = new Map();
      this.byNamespace.set(namespace, names);
    }
    let name = names.get(host);
    if (name === undefined) {
      name = this.nameOf(host, namespace);
      names.set(host, name);
    }
    return name;
  }
}

/** The full names of the hosts of a mesh, as istiod takes them; for `mesh.derive()`. */
export function fullNamesOf(mesh: Mesh): FullNames {
  const { domain } = mesh.config;
  return new FullNames((host, namespace) => resolveHost(host, namespace, domain));
}
