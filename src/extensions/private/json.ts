import { misuse } from '../../kernel/errors';
import { deepCopy } from '../../kernel/merge';

/** A copy of the map; throws where it holds what a manifest can't, so that nothing gets lost on the way. */
export function copyJson(map: { [key: string]: unknown }, field: string): { [key: string]: unknown } {
  check(map, field);
  return deepCopy(map);
}

function check(value: unknown, path: string): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => check(item, `${path}[${index}]`));
    return;
  }
  if (typeof value === 'object' && value !== null) {
    if (Object.getPrototypeOf(value) === Object.prototype) {
      // A key with `undefined` is a key that was left out.
      const entries = Object.entries(value).filter(([, item]) => item !== undefined);
      entries.forEach(([key, item]) => check(item, `${path}.${key}`));
    }
    // Anything else is for cdk8s to resolve at synth.
    return;
  }
  if (!['string', 'boolean'].includes(typeof value) && !Number.isFinite(value)) {
    throw misuse({
      rule: `${path} must be a value that a manifest can hold, which null is not: cdk8s leaves it out`,
      received: value,
      fix: 'give a text, a number, a boolean, a list or a map, or leave it out',
    });
  }
}
