import { isJsonObject } from '../../wire/json';
import { StructuralSchema } from '../structural-schema';
import { compileRule } from './environment';
import { plainRule } from './plain-rules';
import { isForCreated } from './rules';
import { toCel } from './values';

/** Whether a value keeps a rule, without saying why not where it does not. */
type Check = (value: unknown) => boolean;

/** What tells whether values of the type of a schema keep all its rules; undefined where it has none for objects that are created. */
export function rulesCheck(schema: StructuralSchema): Check | undefined {
  const rules = (schema['x-kubernetes-validations'] ?? []).filter(isForCreated);
  const checks = rules.map(({ rule }) => plainRule(rule) ?? fieldsCheck(rule, schema) ?? celCheck(rule, schema));
  return checks.length === 0 ? undefined : (value) => checks.every((check) => check(value));
}

/** Texts and numbers recur, and so does what a rule says of them. */
function celCheck(rule: string, schema: StructuralSchema): Check {
  const said = new Map<unknown, boolean>();
  return (value) => {
    const self = toCel(schema, value);
    return typeof self === 'object' ? isKept(rule, self) : (said.get(self) ?? remember(said, self, isKept(rule, self)));
  };
}

const SELF = /\bself\b/;

/** `__` begins the names of fields that are called like words of CEL. */
const HAS_FIELD = /\bhas\(self\.((?!\w*__)\w+)\)/g;

/** Whose presence one number tells. */
const MOST_NAMES = 50;

/** What a rule says that only asks which fields there are depends on nothing else. */
function fieldsCheck(rule: string, schema: StructuralSchema): Check | undefined {
  const names = [...rule.matchAll(HAS_FIELD)].map(([, name]) => name);
  if (names.length === 0 || names.length > MOST_NAMES || SELF.test(rule.replace(HAS_FIELD, ''))) {
    return undefined;
  }
  const said = new Map<number, boolean>();
  return (value) => {
    if (!isJsonObject(value)) {
      return false;
    }
    let present = 0;
    for (const name of names) {
      present = 2 * present + (Object.hasOwn(value, name) ? 1 : 0);
    }
    return said.get(present) ?? remember(said, present, isKept(rule, toCel(schema, value)));
  };
}

const MOST_SAID = 10_000;

function remember<T>(said: Map<T, boolean>, question: T, kept: boolean): boolean {
  if (said.size >= MOST_SAID) {
    said.clear();
  }
  said.set(question, kept);
  return kept;
}

/** A rule that can't be evaluated is not kept. */
function isKept(rule: string, self: unknown): boolean {
  try {
    return compileRule(rule)(self) === true;
  } catch {
    return false;
  }
}
