import { call, cdk8s, Expression, json, member } from './code/expression';
import { Difference } from './difference';

/** The JSON patch that takes a rendered object to the one that is wanted at a place where they differ. */
export function patchOf({ path, wanted, found }: Difference): Expression {
  const pointer = json(`/${path.map((key) => String(key).replace(/~/g, '~0').replace(/\//g, '~1')).join('/')}`);
  if (wanted === undefined) {
    return call(member(cdk8s('JsonPatch'), 'remove'), pointer);
  }
  return call(member(cdk8s('JsonPatch'), found === undefined ? 'add' : 'replace'), pointer, json(wanted));
}
