import { RegisteredService } from '../../../mesh/index/services';
import { Mesh } from '../../../mesh/mesh';
import { byText } from '../../order';

/** The hosts of ServiceEntries, the ones that were created first before others, then by name. */
export function externalServices(mesh: Mesh): readonly RegisteredService[] {
  return mesh.services.all
    .filter(({ registry, source }) => registry === 'External' && !source.isAssumed)
    .sort(
      (a, b) =>
        byText(a.source.created ?? '', b.source.created ?? '') ||
        byText(a.source.name, b.source.name) ||
        byText(a.namespace, b.namespace),
    );
}

/** Whether some client sees both. */
export function areSeenTogether(a: RegisteredService, b: RegisteredService): boolean {
  const [seenA, seenB] = [a, b].map(namespacesOf);
  return (
    (seenA.includes('*') && seenB.length > 0) ||
    (seenB.includes('*') && seenA.length > 0) ||
    seenA.some((namespace) => seenB.includes(namespace))
  );
}

function namespacesOf({ exportTo, namespace }: RegisteredService): readonly string[] {
  return exportTo.filter((scope) => scope !== '~').map((scope) => (scope === '.' ? namespace : scope));
}
