import { YamlSource } from '../yaml-source';
import { YamlDocument } from './yaml-document';

/** Some documents of a file, and the text that they are in. */
export interface YamlPart {
  readonly text: string;
  readonly documents: readonly YamlDocument[];
}

/** A line that begins a document; nothing inside a document can look like it. */
const SEPARATOR = /^---(?=\s|$)/gm;

/** A directive stands before the separator of the document that it is about. */
const DIRECTIVE = /^%/m;

/** Characters after which a part ends with its document: what the parser makes of them is gone before it gets in the way of the garbage collector. */
export const ENOUGH = 64_000;

/** The documents of a file that have any content, in parts that can be read each for itself. */
export function partsOf({ file, text: given }: YamlSource): YamlPart[] {
  const text = given.replace(/^\uFEFF/, '');
  const enough = DIRECTIVE.test(text) ? Infinity : ENOUGH;
  const parts: YamlPart[] = [];
  let documents: YamlDocument[] = [];
  let partStart = 0;
  let start = 0;
  let line = 1;
  const add = (end: number): void => {
    const document = new YamlDocument(file, line, text.slice(start, end));
    if (document.hasContent) {
      documents.push(document);
    }
    line += countLines(document.text);
  };
  const close = (end: number): void => {
    if (documents.length > 0) {
      parts.push({ text: text.slice(partStart, end), documents });
      documents = [];
    }
    partStart = end;
  };
  for (const { 0: separator, index } of text.matchAll(SEPARATOR)) {
    add(index);
    if (index - partStart >= enough) {
      close(index);
    }
    start = index + separator.length;
  }
  add(text.length);
  close(text.length);
  return parts;
}

function countLines(text: string): number {
  let count = 0;
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
    count++;
  }
  return count;
}
