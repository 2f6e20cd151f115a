import { Faults } from '../validation-fault';

const LABEL = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const WILDCARD_LABEL = new RegExp(`^(?:\\*|(?:\\*|\\*-)?${LABEL})$`);
const NAME = '(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_KEY = new RegExp(`^(?:(${LABEL}(?:\\.${LABEL})*)/)?(${NAME})$`);
const PLAIN_KEY = new RegExp(`^${NAME}$`);
const LABEL_VALUE = new RegExp(`^(?:${NAME})?$`);
const LONGEST_LABEL = 63;
const LONGEST_PREFIX = 253;

/** Whether the text is one label of a domain name, in whatever case. */
export function isDnsLabel(text: string): boolean {
  return text.length <= LONGEST_LABEL && DNS_LABEL.test(text);
}

/** Whether the text is one label, with or without `*` or `*-` in front, or `*`. */
export function isWildcardLabel(text: string): boolean {
  return text.length <= LONGEST_LABEL && WILDCARD_LABEL.test(text);
}

/** Checks labels of Kubernetes: each key and each value. */
export function checkLabels(labels: { readonly [key: string]: string }, faults: Faults): void {
  for (const key of Object.keys(labels)) {
    const value = labels[key];
    faults.error(faultOfLabelKey(key), key);
    faults.error(LABEL_VALUE.test(value) ? undefined : `"${value}" can't be the value of a label`, key);
  }
}

function faultOfLabelKey(key: string): string | undefined {
  if (key.length <= LONGEST_LABEL && PLAIN_KEY.test(key)) {
    return undefined;
  }
  const [whole, prefix = '', name = ''] = LABEL_KEY.exec(key) ?? [];
  if (whole === undefined) {
    return `"${key}" can't be the key of a label`;
  }
  if (prefix.length > LONGEST_PREFIX) {
    return `the key of the label "${key}" has a prefix of more than ${LONGEST_PREFIX} characters`;
  }
  return name.length > LONGEST_LABEL
    ? `the key of the label "${key}" has a name of more than ${LONGEST_LABEL} characters`
    : undefined;
}
