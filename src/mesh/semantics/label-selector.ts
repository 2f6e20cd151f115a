import { listAt, TextMap, textAt, textsAt } from '../wire/json';
import { selects } from './selector';

/** Whether a LabelSelector of Kubernetes selects labels; one that is not there or is empty selects all, an invalid one none. */
export function labelSelectorSelects(selector: unknown, labels: TextMap): boolean {
  return (
    selects(textsAt(selector, 'matchLabels'), labels) &&
    listAt(selector, 'matchExpressions').every((expression) => isMet(expression, labels))
  );
}

function isMet(expression: unknown, labels: TextMap): boolean {
  const key = textAt(expression, 'key') ?? '';
  const isThere = Object.hasOwn(labels, key);
  const isListed = isThere && listAt(expression, 'values').includes(labels[key]);
  switch (textAt(expression, 'operator')) {
    case 'In':
      return isListed;
    case 'NotIn':
      return !isListed;
    case 'Exists':
      return isThere;
    case 'DoesNotExist':
      return !isThere;
    default:
      return false;
  }
}
