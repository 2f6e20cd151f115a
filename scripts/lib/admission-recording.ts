import * as fs from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { byText } from '../../src/kernel/text-order';
import { admit, isChanged } from '../../src/mesh/admission/admission';
import { violationText } from '../../src/mesh/admission/violation';
import { loadYaml } from '../../src/mesh/load/yaml';
import { at, JsonObject } from '../../src/mesh/wire/json';

/** What an API server said to an object, as a file of recordings has it. */
export interface RecordedVerdict {
  readonly admitted: boolean;
  /** Without field validation; only where that differs. */
  readonly admittedLoose?: boolean;
  /** Sorted, one `field: message` each. */
  readonly errors: readonly string[];
  /** The spec as stored, only where it differs from what was sent. */
  readonly stored?: unknown;
}

/** One object and what an API server said to it. */
export interface AdmissionRecording extends RecordedVerdict {
  readonly name: string;
  readonly object: JsonObject;
}

/** The recordings of a file; throws where it holds anything else. */
export function readRecordings(file: string): readonly AdmissionRecording[] {
  const { values, faults } = loadYaml({ file, text: fs.readFileSync(file, 'utf8') });
  const entries = values.length === 1 ? values[0].value : undefined;
  if (faults.length > 0 || !Array.isArray(entries)) {
    throw new Error(`${file}: ${faults[0]?.message ?? 'a file of recordings must be one list'}`);
  }
  const broken = entries.findIndex((entry) => typeof at(entry, 'name') !== 'string' || typeof at(entry, 'object') !== 'object');
  if (broken >= 0) {
    throw new Error(`${file}: entry ${broken + 1} must have a name and an object`);
  }
  return entries as AdmissionRecording[];
}

/** What this library says to the object, in the form of a recording. */
function verdictOn(object: JsonObject): RecordedVerdict {
  const verdict = admit(object);
  if (verdict === undefined) {
    const message = `no matches for kind "${String(object.kind)}" in version "${String(object.apiVersion)}"`;
    return { admitted: false, errors: [message] };
  }
  const { admitted, admittedLoosely, violations, stored } = verdict;
  return {
    admitted,
    ...(admittedLoosely === admitted ? {} : { admittedLoose: admittedLoosely }),
    errors: [...new Set(violations.map(violationText))].sort(byText),
    ...(isChanged(object, verdict) ? { stored: at(stored, 'spec') ?? null } : {}),
  };
}

/** How the library's verdict differs from the recorded one, a line each; nothing where it does not. */
export function differences(recording: AdmissionRecording): string[] {
  const now: RecordedVerdict = verdictOn(recording.object);
  const fields = ['admitted', 'admittedLoose', 'errors', 'stored'] as const;
  return fields
    .filter((field) => !isDeepStrictEqual(plain(now[field]), plain(recording[field])))
    .map((field) => `${field}: recorded ${JSON.stringify(recording[field])}, here ${JSON.stringify(now[field])}`);
}

/** Without prototypes and frozenness, which do not count. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
