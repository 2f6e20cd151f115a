import { isList, itemOrigin } from '../mesh/load/objects';
import { loadYaml } from '../mesh/load/yaml';
import { Origin } from '../mesh/origin';
import { isJsonObject, JsonObject, listAt, textAt } from '../mesh/wire/json';
import { YamlSource } from '../mesh/yaml-source';
import { holdsSecret } from './secrecy';

/** One object of the input, with all that its document says. */
export interface Manifest {
  readonly value: JsonObject;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly origin: Origin;
  /** Whether it is an item of a List. */
  readonly isListed: boolean;
  /** Whether it holds what must not be printed. */
  readonly isSecret: boolean;
  /** The comments right above its document. */
  readonly comments: readonly string[];
}

/** Something in the input that can't be migrated, and where it stands. */
export interface MigrationFault {
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

/** Everything that the files hold: objects, and what is none. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly faults: readonly MigrationFault[];
}

/** Reads all objects of the files, Lists item by item, as they are written: nothing is defaulted or left out. */
export function readManifests(sources: readonly YamlSource[]): ReadManifests {
  const manifests: Manifest[] = [];
  const faults: MigrationFault[] = [];
  for (const source of sources) {
    const lines = source.text.split('\n');
    const loaded = loadYaml(source);
    faults.push(...loaded.faults.map(({ message, origin }) => faultAt(message, origin)));
    for (const { value, origin } of loaded.values) {
      read(value, origin, false, lines);
    }
  }
  return { manifests, faults };

  function read(value: unknown, origin: Origin, isListed: boolean, lines: readonly string[]): void {
    const fault = faultOf(value);
    if (fault !== undefined) {
      faults.push(faultAt(fault, origin));
    } else if (isList(value as JsonObject)) {
      listAt(value, 'items').forEach((item, index) => read(item, itemOrigin(origin, index), true, lines));
    } else {
      manifests.push(manifestOf(value as JsonObject, origin, isListed, lines));
    }
  }
}

function manifestOf(value: JsonObject, origin: Origin, isListed: boolean, lines: readonly string[]): Manifest {
  const isSecret = holdsSecret(value);
  return {
    value: withoutEmptyTimestamp(value),
    apiVersion: String(value.apiVersion),
    kind: String(value.kind),
    name: textAt(value, 'metadata', 'name') ?? textAt(value, 'metadata', 'generateName') ?? '',
    namespace: textAt(value, 'metadata', 'namespace'),
    origin,
    isListed,
    isSecret,
    comments: isListed || isSecret ? [] : commentsAbove(lines, origin.line ?? 1),
  };
}

/** Programs write `creationTimestamp: null` into every template, where it says nothing. */
function withoutEmptyTimestamp(value: JsonObject): JsonObject {
  const { metadata } = value;
  if (!isJsonObject(metadata) || metadata.creationTimestamp !== null) {
    return value;
  }
  const entries = Object.entries(metadata).filter(([key]) => key !== 'creationTimestamp');
  return { ...value, metadata: Object.fromEntries(entries) };
}

function faultOf(value: unknown): string | undefined {
  if (!isJsonObject(value)) {
    return 'it is no manifest: a map with apiVersion, kind and metadata';
  }
  const missing = ['apiVersion', 'kind'].filter((field) => (textAt(value, field) ?? '') === '');
  if (missing.length > 0) {
    return `it is no manifest, because it has no ${missing.join(' and no ')}`;
  }
  if (isList(value)) {
    return undefined;
  }
  const named = textAt(value, 'metadata', 'name') ?? textAt(value, 'metadata', 'generateName') ?? '';
  if (named === '') {
    return `a ${String(value.kind)} must have metadata.name`;
  }
  const number = inexactNumber(value);
  return number === undefined
    ? undefined
    : `${number} can't be kept exactly, because JavaScript's numbers end before it; write it as a text`;
}

/** A number that has lost digits when it was read, or is none that JSON has. */
function inexactNumber(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)) ? value : undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const each of Object.values(value)) {
    const found = inexactNumber(each);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function faultAt(message: string, { file, line }: Origin): MigrationFault {
  return { message, file, line };
}

const MOST_COMMENTS = 30;

/** The lines of comment that end right above a line. */
function commentsAbove(lines: readonly string[], line: number): string[] {
  const comments: string[] = [];
  for (let at = line - 2; at >= 0 && comments.length < MOST_COMMENTS; at--) {
    const comment = /^#\s?(.*?)\s*$/.exec(lines[at]);
    if (comment === null) {
      break;
    }
    comments.unshift(comment[1]);
  }
  return holdsSecret(comments.join('\n')) ? [] : comments;
}
