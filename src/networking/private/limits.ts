import { Field } from './field';

/** Throws if a list or map has more entries than the API takes. */
export function checkCount(count: number, most: number, field: Field): void {
  if (count > most) {
    throw field.fault(`must have at most ${most} entries`, count, 'split it up, or leave out what is not needed');
  }
}

/** The text; throws if it is longer than the API takes. */
export function checkLength(text: string | undefined, most: number, field: Field): string | undefined {
  if (text !== undefined && text.length > most) {
    throw field.fault(`must have at most ${most} characters`, text, 'give a shorter one');
  }
  return text;
}

/** Throws if something is listed twice. */
export function checkDistinct(texts: readonly string[], field: Field): void {
  const repeated = texts.find((text, index) => texts.indexOf(text) !== index);
  if (repeated !== undefined) {
    throw field.fault('must not list anything twice', repeated, 'remove the second one');
  }
}
