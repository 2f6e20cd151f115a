import { TextMap } from '../wire/json';

/** Whether labels carry all that a selector asks for; an empty selector asks for nothing. */
export function selects(selector: TextMap, labels: TextMap): boolean {
  for (const key in selector) {
    if (labels[key] !== selector[key]) {
      return false;
    }
  }
  return true;
}
