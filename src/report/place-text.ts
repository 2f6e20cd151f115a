import { ManifestPlace } from '../mesh/manifest-place';

/** What a place is called: `Gateway istio-system/web`. */
export function titleOf({ kind, namespace, name }: ManifestPlace): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** Where it was written: a construct's path, or a file and line; '' where neither is known. */
export function sourceOf({ constructPath, createdAt, file, line }: ManifestPlace): string {
  if (constructPath !== undefined) {
    return createdAt === undefined ? constructPath : `${constructPath} (${createdAt})`;
  }
  return file === undefined ? '' : line === undefined ? file : `${file}:${line}`;
}

/** All of it on one line, without what is not known. */
export function describePlace(place: ManifestPlace): string {
  return [titleOf(place), place.field, sourceOf(place)].filter((part) => part !== undefined && part !== '').join(' ');
}
