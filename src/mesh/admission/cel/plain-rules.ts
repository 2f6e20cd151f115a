import { parseGoDuration } from '../../semantics/go-duration';
import { isJsonObject } from '../../wire/json';

/** Whether a value keeps a rule. Where the rule can't be evaluated, it does not. */
export type PlainRule = (value: unknown) => boolean;

const MILLISECOND = 1_000_000n;

/** Rules that the schemas of Istio repeat on fields of many kinds. */
const REPEATED: { readonly [rule: string]: PlainRule } = {
  "duration(self) >= duration('1ms')": (value) =>
    typeof value === 'string' && (parseGoDuration(value) ?? 0n) >= MILLISECOND,
  '!self.contains("*")': (value) => typeof value === 'string' && !value.includes('*'),
  'self.size() == 0': (value) => value === '',
  '0 < self && self <= 65535': (value) => typeof value === 'number' && value > 0 && value <= 65_535,
  'self.all(key, !key.contains("*"))': (value) =>
    isJsonObject(value) && Object.keys(value).every((key) => !key.includes('*')),
  'self.all(key, key.size() != 0)': (value) => isJsonObject(value) && !Object.hasOwn(value, ''),
};

const AT_MOST_ONE = /^(?:\(has\(self\.[a-zA-Z]+\) \? 1 : 0\)(?: \+ (?!$)|(?= <= 1$)))+ <= 1$/;

/**
 * A rule that nearly every manifest meets, without CEL: reading one in CEL takes a library that is longer to load than all else that it
 * takes to judge an ordinary ingress. Undefined for all others.
 */
export function plainRule(rule: string): PlainRule | undefined {
  if (Object.hasOwn(REPEATED, rule)) {
    return REPEATED[rule];
  }
  if (!AT_MOST_ONE.test(rule)) {
    return undefined;
  }
  const names = Array.from(rule.matchAll(/self\.([a-zA-Z]+)/g), ([, name]) => name);
  return (value) => isJsonObject(value) && names.filter((name) => Object.hasOwn(value, name)).length <= 1;
}
