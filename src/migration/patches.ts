import { call, cdk8s, Expression, json, member } from './code/expression';
import { Difference } from './difference';

/** The JSON patch that takes a rendered object to the one that is wanted at a place where they differ. */
export function patchOf({ path, wanted, found }: Difference): Expression {
  const pointer = json(`/${path.map((key) => String(key).replace(/~/g, '~0').replace(/\//g, '~1')).join('/')}`);
  if (wanted === undefined) {
    return call(member(cdk8s('JsonPatch'), 'remove'), pointer);
  }
  // Adding an item would move the others.
  const isNew = found === undefined && typeof path.at(-1) === 'string';
  return call(member(cdk8s('JsonPatch'), isNew ? 'add' : 'replace'), pointer, json(wanted));
}
