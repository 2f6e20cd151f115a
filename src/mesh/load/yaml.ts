import * as parser from 'js-yaml';
import { Origin } from '../origin';
import { YamlSource } from '../yaml-source';
import { readAnyFlowIndentation } from './flow-indentation';
import { YamlDocument } from './yaml-document';

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

const SEXAGESIMAL = /:/;

/** Texts such as `12:30` stay texts, as they do for Kubernetes; all else about numbers is as in YAML 1.1. */
function withoutBase60<T>(tag: parser.ScalarTagDefinition<T>): parser.ScalarTagDefinition<T> {
  return {
    ...tag,
    resolve: (source, isExplicit, name) =>
      SEXAGESIMAL.test(source) ? parser.NOT_RESOLVED : tag.resolve(source, isExplicit, name),
  };
}

/** How Kubernetes reads YAML: as YAML 1.1, but dates are texts. */
const SCHEMA = new parser.Schema([
  parser.strTag,
  parser.nullYaml11Tag,
  parser.boolYaml11Tag,
  withoutBase60(parser.intYaml11Tag),
  withoutBase60(parser.floatYaml11Tag),
  parser.mergeTag,
  parser.seqTag,
  parser.mapTag,
]);

const LOAD_OPTIONS = { schema: SCHEMA, maxAliases: MAX_ALIASES, maxDepth: MAX_DEPTH };

/** What there must be in a text for it to have aliases. */
const ANCHOR = '&';

/** A line that begins a document; nothing inside a document can look like it. */
const SEPARATOR = /^---(?=\s|$)/m;

/** Reads all documents of a file. One that can't be read is a fault, and the others are read nevertheless. */
export function loadYaml(source: YamlSource): { values: LoadedValue[]; faults: LoadFault[] } {
  const documents = split(source);
  return readAtOnce(source, documents) ?? readOneByOne(documents);
}

/** Of a text beyond this, all of it at once would take more memory than the time is worth. */
const MOST_AT_ONCE = 8_000_000;

/** Faster, but without knowing which document a fault is in: undefined where there is one, or a document holds no value. */
function readAtOnce(
  { text }: YamlSource,
  documents: readonly YamlDocument[],
): { values: LoadedValue[]; faults: LoadFault[] } | undefined {
  if (text.length > MOST_AT_ONCE || text.includes(ANCHOR)) {
    return undefined;
  }
  try {
    const values = parser.loadAll(text, LOAD_OPTIONS).filter((value) => value !== undefined && value !== null);
    return values.length === documents.length
      ? { values: values.map((value, index) => ({ value, origin: originOf(documents[index]) })), faults: [] }
      : undefined;
  } catch {
    return undefined;
  }
}

function readOneByOne(documents: readonly YamlDocument[]): { values: LoadedValue[]; faults: LoadFault[] } {
  const values: LoadedValue[] = [];
  const faults: LoadFault[] = [];
  for (const document of documents) {
    try {
      const read = readAnyFlowIndentation(document.text, (text) => parser.loadAll(text, LOAD_OPTIONS));
      const whole = document.withText(read.text);
      for (const value of read.value) {
        if (value !== undefined && value !== null) {
          if (document.text.includes(ANCHOR)) {
            checkSize(value);
          }
          values.push({ value, origin: originOf(whole) });
        }
      }
    } catch (error) {
      faults.push(faultOf(document, error));
    }
  }
  return { values, faults };
}

function split({ file, text }: YamlSource): YamlDocument[] {
  const documents: YamlDocument[] = [];
  let line = 1;
  for (const part of text.replace(/^\uFEFF/, '').split(SEPARATOR)) {
    const document = new YamlDocument(file, line, part);
    if (document.hasContent) {
      documents.push(document);
    }
    line += countLines(part);
  }
  return documents;
}

function countLines(text: string): number {
  let count = 0;
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
    count++;
  }
  return count;
}

function originOf(document: YamlDocument): Origin {
  return {
    file: document.file,
    get line() {
      return document.contentLine;
    },
    lineOf: (path) => document.lineOf(path, parser),
  };
}

function faultOf(document: YamlDocument, error: unknown): LoadFault {
  const { file } = document;
  if (error instanceof parser.YAMLException) {
    const line = document.lineAt(error.mark?.position ?? 0);
    return { message: error.reason, origin: { file, line } };
  }
  return {
    message: error instanceof Error ? error.message : String(error),
    origin: { file, line: document.contentLine },
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
