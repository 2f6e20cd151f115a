import { SECRET } from '../kinds';
import { addTo } from '../lists';
import { Mesh } from '../mesh';
import { MeshObject } from '../mesh-object';
import { producedSecretsOf } from './produced-secrets';

const NONE: readonly MeshObject[] = Object.freeze([]);

/** The Secrets of a name, in any namespace. */
export function secretsNamed(mesh: Mesh, name: string): readonly MeshObject[] {
  return mesh.derive(secretsByName).get(name) ?? NONE;
}

/** The Secrets of a name and what makes such ones, in any namespace. */
export function holdersNamed(mesh: Mesh, name: string): readonly MeshObject[] {
  const produced = producedSecretsOf(mesh).ofName(name);
  const secrets = secretsNamed(mesh, name);
  return produced.length === 0 ? secrets : [...secrets, ...produced.map(({ source }) => source)];
}

/** What is added to a sentence about a Secret that a gateway lacks, where others of its name lie in other namespaces; '' where none does. */
export function holdersElsewhere(mesh: Mesh, name: string): string {
  const titles = holdersNamed(mesh, name).map(({ title }) => title);
  const lie = titles.length === 1 ? 'lies' : 'lie';
  return titles.length === 0 ? '' : `; ${[...titles].sort().join(', ')} ${lie} where the gateway does not look`;
}

function secretsByName(mesh: Mesh): ReadonlyMap<string, readonly MeshObject[]> {
  const byName = new Map<string, MeshObject[]>();
  mesh.all(SECRET).forEach((secret) => addTo(byName, secret.name, secret));
  return byName;
}
