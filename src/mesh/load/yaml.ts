import * as parser from 'js-yaml';
import { Origin } from '../origin';
import { isJsonObject } from '../wire/json';
import { YamlSource } from '../yaml-source';
import { readAnyFlowIndentation } from './flow-indentation';
import { ListParts, listPartsOf } from './list-parts';
import { readPlainValues } from './plain-values';
import { YamlDocument } from './yaml-document';
import { ENOUGH, partsOf, YamlPart } from './yaml-parts';
import { SCHEMA } from './yaml-schema';

/** A value that one document held. */
export interface LoadedValue {
  readonly value: unknown;
  readonly origin: Origin;
}

/** A document that could not be read. */
export interface LoadFault {
  readonly message: string;
  readonly origin: Origin;
}

/** Aliases in one document; a document that repeats itself more often is a trap for whoever reads it. */
const MAX_ALIASES = 1000;
/** Levels of nesting; Kubernetes takes no manifest that deep. */
const MAX_DEPTH = 200;
/** Values in one document, counted with each alias written out. */
const MAX_VALUES = 1_000_000;

const PARSE_OPTIONS = { maxDepth: MAX_DEPTH };
const LOAD_OPTIONS = { ...PARSE_OPTIONS, schema: SCHEMA, maxAliases: MAX_ALIASES };

/** What there must be in a text for it to have aliases. */
const ANCHOR = '&';

/** Reads all documents of a file. One that can't be read is a fault, and the others are read nevertheless. */
export function loadYaml(source: YamlSource): { values: LoadedValue[]; faults: LoadFault[] } {
  const values: LoadedValue[] = [];
  const faults: LoadFault[] = [];
  for (const part of partsOf(source)) {
    if (!readAtOnce(part, values)) {
      readOneByOne(part.documents, values, faults);
    }
  }
  return { values, faults };
}

/** Faster, but without knowing which document a fault is in: false where there is one, or a document holds no value or anything unusual. */
function readAtOnce({ text, documents }: YamlPart, values: LoadedValue[]): boolean {
  let read: readonly unknown[];
  try {
    const list = documents.length === 1 ? listPartsOf(text, ENOUGH) : undefined;
    read = (list === undefined ? readPlain(text) : readList(list)).filter((value) => value !== null);
  } catch {
    return false;
  }
  if (read.length !== documents.length) {
    return false;
  }
  read.forEach((value, index) => values.push({ value, origin: documents[index] }));
  return true;
}

function readPlain(text: string): unknown[] {
  return readPlainValues(text, parser.parseEvents(text, PARSE_OPTIONS));
}

/** The List as if it had been read as a whole; none where its parts are no parts of one. */
function readList({ frame, items: parts }: ListParts): unknown[] {
  const lists = parts.flatMap(readPlain);
  const [list, ...others] = readPlain(frame);
  return lists.length === parts.length && lists.every(Array.isArray) && isJsonObject(list) && list.items === null
    ? [Object.freeze({ ...list, items: Object.freeze(lists.flat()) }), ...others]
    : [];
}

function readOneByOne(documents: readonly YamlDocument[], values: LoadedValue[], faults: LoadFault[]): void {
  for (const document of documents) {
    try {
      const read = readAnyFlowIndentation(document.text, (text) => parser.loadAll(text, LOAD_OPTIONS));
      const whole = document.withText(read.text);
      for (const value of read.value) {
        if (value !== undefined && value !== null) {
          if (document.text.includes(ANCHOR)) {
            checkSize(value);
          }
          values.push({ value, origin: whole });
        }
      }
    } catch (error) {
      faults.push(faultOf(document, error));
    }
  }
}

function faultOf(document: YamlDocument, error: unknown): LoadFault {
  const { file } = document;
  if (error instanceof parser.YAMLException) {
    const line = document.lineAt(error.mark?.position ?? 0);
    return { message: error.reason, origin: { file, line } };
  }
  return {
    message: error instanceof Error ? error.message : String(error),
    origin: { file, line: document.line },
  };
}

const UNFINISHED = -1;

/** Throws where aliases make a small document a huge one, or one without end. */
function checkSize(value: unknown): void {
  const sizes = new Map<object, number>();
  const sizeOf = (each: unknown): number => {
    if (typeof each !== 'object' || each === null) {
      return 1;
    }
    let size = sizes.get(each);
    if (size === UNFINISHED) {
      throw new Error('an alias of the document stands for something that it is a part of');
    }
    if (size === undefined) {
      sizes.set(each, UNFINISHED);
      size = 1;
      for (const child of Object.values(each)) {
        size += sizeOf(child);
      }
      sizes.set(each, size);
    }
    return size;
  };
  if (sizeOf(value) > MAX_VALUES) {
    throw new Error(`the document has more than ${MAX_VALUES} values when its aliases are written out`);
  }
}
