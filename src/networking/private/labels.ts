import { Field } from './field';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/i;
const NAME = /^[a-z0-9]([-a-z0-9_.]*[a-z0-9])?$/i;
const LONGEST_NAME = 63;
const LONGEST_PREFIX = 253;

/** A copy of the labels; throws unless pods can have them. */
export function checkLabels(labels: { [label: string]: string }, field: Field): { [label: string]: string } {
  for (const [key, value] of Object.entries(labels)) {
    if (!isKey(key)) {
      throw field.fault(
        'must have label names as Kubernetes takes them',
        key,
        "use letters, digits, '-', '_' and '.', at most 63, after an optional DNS name and '/'",
      );
    }
    if (typeof value !== 'string' || (value !== '' && !isName(value))) {
      throw field
        .entry(key)
        .fault(
          'must be a label value as Kubernetes takes it',
          value,
          "use a text of letters, digits, '-', '_' and '.', at most 63, starting and ending with a letter or digit",
        );
    }
  }
  return { ...labels };
}

/**
 * The text; throws unless Istio takes it as the name of a subset (an RFC 1123 label, in which capitals are allowed).
 */
export function checkSubsetName(name: string, field: Field): string {
  if (typeof name !== 'string' || name.length > LONGEST_NAME || !DNS_LABEL.test(name)) {
    throw field.fault(
      'must be an RFC 1123 label',
      name,
      "use letters, digits and '-', starting and ending with a letter or digit, at most 63: 'v1-2', not 'v1.2'",
    );
  }
  return name;
}

function isKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  return (prefix === undefined || isPrefix(prefix)) && isName(key.slice(slash + 1));
}

function isPrefix(prefix: string): boolean {
  return prefix.length <= LONGEST_PREFIX && prefix.split('.').every((label) => DNS_LABEL.test(label));
}

function isName(name: string): boolean {
  return name.length <= LONGEST_NAME && NAME.test(name);
}
