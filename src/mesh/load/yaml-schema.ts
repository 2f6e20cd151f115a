import {
  boolYaml11Tag,
  floatYaml11Tag,
  intYaml11Tag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  nullYaml11Tag,
  ScalarTagDefinition,
  Schema,
  seqTag,
  strTag,
} from 'js-yaml';

const SEXAGESIMAL = /:/;

/** Texts such as `12:30` stay texts, as they do for Kubernetes; all else about numbers is as in YAML 1.1. */
function withoutBase60<T>(tag: ScalarTagDefinition<T>): ScalarTagDefinition<T> {
  return {
    ...tag,
    resolve: (source, isExplicit, name) =>
      SEXAGESIMAL.test(source) ? NOT_RESOLVED : tag.resolve(source, isExplicit, name),
  };
}

/** What plain texts may stand for besides themselves. */
const IMPLICIT_TAGS: readonly ScalarTagDefinition[] = [
  nullYaml11Tag,
  boolYaml11Tag,
  withoutBase60(intYaml11Tag),
  withoutBase60(floatYaml11Tag),
  mergeTag,
];

/** How Kubernetes reads YAML: as YAML 1.1, but dates are texts. */
export const SCHEMA = new Schema([strTag, ...IMPLICIT_TAGS, seqTag, mapTag]);

/** The tags by the first character of what they may stand for, as the schema has them too. */
const BY_FIRST_CHARACTER = new Map<string, ScalarTagDefinition[]>();
for (const tag of IMPLICIT_TAGS) {
  for (const character of tag.implicitFirstChars ?? []) {
    BY_FIRST_CHARACTER.set(character, [...(BY_FIRST_CHARACTER.get(character) ?? []), tag]);
  }
}

/** What a text without quotes and without a tag stands for. */
export function plainValue(text: string): unknown {
  const tags = BY_FIRST_CHARACTER.get(text.charAt(0));
  if (tags !== undefined) {
    for (const tag of tags) {
      const value = tag.resolve(text, false, tag.tagName);
      if (value !== NOT_RESOLVED) {
        return value;
      }
    }
  }
  return text;
}
