import { show } from '../kernel/errors';
import { Difference, differencesOf } from './difference';
import { Manifest } from './manifest';
import { nameOf } from './plain-object';

/** Something that the code renders differently from the input. */
export interface Deviation {
  /** The object, such as `Gateway shop/web`. */
  readonly object: string;
  /** What is the matter with it, in words. Nothing secret is told. */
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

const MOST_FIELDS = 5;

/** How what was rendered differs from what was wanted, object by object. Their order does not matter. */
export function compare(wanted: readonly Manifest[], rendered: readonly Manifest[]): Deviation[] {
  const left = new Map<string, Manifest[]>();
  rendered.forEach((manifest) => left.set(keyOf(manifest), [...(left.get(keyOf(manifest)) ?? []), manifest]));
  const deviations = wanted.flatMap((manifest) => {
    const candidates = left.get(keyOf(manifest)) ?? [];
    const same = candidates.find((candidate) => differencesOf(manifest.value, candidate.value).length === 0);
    const found = same ?? candidates.at(0);
    left.set(
      keyOf(manifest),
      candidates.filter((candidate) => candidate !== found),
    );
    return same === undefined ? [deviationOf(manifest, found)] : [];
  });
  const surplus = [...left.values()].flat().map((manifest) => ({
    object: nameOf(manifest),
    message: 'it is rendered, but not in the input',
  }));
  return [...deviations, ...surplus];
}

function keyOf({ apiVersion, kind, namespace, name }: Manifest): string {
  return JSON.stringify([apiVersion, kind, namespace, name]);
}

function deviationOf(wanted: Manifest, found: Manifest | undefined): Deviation {
  const { file, line } = wanted.origin;
  const object = nameOf(wanted);
  if (found === undefined) {
    return { object, message: 'it is not rendered', file, line };
  }
  const differences = differencesOf(wanted.value, found.value);
  const fields = differences.slice(0, MOST_FIELDS).map((difference) => describe(difference, wanted.isSecret));
  const more = differences.length > MOST_FIELDS ? [`${differences.length - MOST_FIELDS} more`] : [];
  return { object, message: `it is rendered otherwise: ${[...fields, ...more].join('; ')}`, file, line };
}

function describe({ path, wanted, found }: Difference, isSecret: boolean): string {
  const field = path.join('.');
  return isSecret ? field : `${field} is ${show(found)} instead of ${show(wanted)}`;
}
