import { isSameJson } from '../../kernel/same-json';
import { FieldPath } from '../origin';
import { at, isJsonObject, JsonObject } from '../wire/json';
import { ruleViolations } from './cel/rules';
import { withDefaults } from './defaults';
import { duplicateItems } from './list-types';
import { decodingFault, isSoundMetadata, metadataViolations, unknownMetadata } from './object-meta';
import { isTakenAsIs } from './fast-path';
import { crdOf } from './crds';
import { structureViolations } from './structure';
import { StructuralSchema } from './structural-schema';
import { unknownFields, withoutUnknown } from './unknown-fields';
import { dotted, isBlocking, Violation } from './violation';

/** What an API server with the CRDs says to an object that is created. */
export interface Verdict {
  /** Whether it takes the object, unknown fields being an error, as `kubectl apply` has it. */
  readonly admitted: boolean;
  /** Whether it takes the object where unknown fields are dropped in silence. */
  readonly admittedLoosely: boolean;
  /** What the API server says: unknown fields hide all other reasons. */
  readonly violations: readonly Violation[];
  /** Fields that the kind does not know. */
  readonly unknownFields: readonly Violation[];
  /** All else that is wrong. */
  readonly faults: readonly Violation[];
  /** What would be stored: without unknown fields, with defaults; undefined where nothing would be. */
  readonly stored?: JsonObject;
}

const NONE: readonly never[] = Object.freeze([]);

/** The verdict on a manifest; undefined where its kind is none whose schema is known, or its version one that other releases serve. */
export function admit(manifest: JsonObject): Verdict | undefined {
  const apiVersion = String(manifest.apiVersion);
  const slash = apiVersion.indexOf('/');
  const version = apiVersion.slice(slash + 1);
  const crd = crdOf(slash < 0 ? '' : apiVersion.slice(0, slash), String(manifest.kind));
  if (crd === undefined || crd.retired.includes(version)) {
    return undefined;
  }
  if (!crd.versions.includes(version)) {
    const message = `no matches for kind "${String(manifest.kind)}" in version "${apiVersion}"`;
    return verdictOf([], [{ type: 'Decoding', path: ['apiVersion'], field: '', message }]);
  }
  const fault = decodingFault(manifest.metadata);
  if (fault !== undefined) {
    const message = `${String(manifest.kind)} in version "${version}" cannot be handled as a ${String(manifest.kind)}: ${fault.message}`;
    return verdictOf([], [{ type: 'Decoding', path: fault.path, field: '', message }]);
  }
  return judge(crd.schema(), manifest);
}

function judge(schema: StructuralSchema, manifest: JsonObject): Verdict {
  const isSound = isSoundMetadata(manifest.metadata);
  if (isSound && isTakenAsIs(schema, manifest)) {
    return taken(manifest);
  }
  const { apiVersion, kind, metadata, ...content } = manifest;
  if (isSound) {
    const filled = { apiVersion, kind, metadata, ...(withDefaults(schema, content) as JsonObject) };
    if (isTakenAsIs(schema, filled)) {
      return taken(filled);
    }
  }
  const unknown = [...unknownMetadata(metadata), ...unknownFields(schema, content)].map(unknownField);
  const stored = withDefaults(schema, withoutUnknown(schema, content)) as JsonObject;
  const faults = faultsOf(schema, stored, isJsonObject(metadata) ? metadata : {});
  return {
    ...verdictOf(unknown, faults),
    stored: faults.length === 0 ? { apiVersion, kind, metadata, ...stored } : undefined,
  };
}

function taken(stored: JsonObject): Verdict {
  return { admitted: true, admittedLoosely: true, violations: NONE, unknownFields: NONE, faults: NONE, stored };
}

function verdictOf(unknown: readonly Violation[], faults: readonly Violation[]): Verdict {
  return {
    admitted: unknown.length === 0 && faults.length === 0,
    admittedLoosely: faults.length === 0,
    violations: unknown.length > 0 ? unknown : faults,
    unknownFields: unknown,
    faults,
  };
}

function faultsOf(schema: StructuralSchema, content: JsonObject, metadata: JsonObject): Violation[] {
  const found = [
    ...metadataViolations(metadata),
    ...structureViolations(schema, content, []),
    ...duplicateItems(schema, content, []),
  ];
  return found.some(isBlocking) ? found : [...found, ...ruleViolations(schema, content, [], '')];
}

function unknownField(path: FieldPath): Violation {
  return { type: 'Decoding', path, field: '', message: `strict decoding error: unknown field "${dotted(path)}"` };
}

/** Whether what would be stored has another spec than what was sent. */
export function isChanged(manifest: JsonObject, { stored }: Verdict): boolean {
  return stored !== undefined && !isSameJson(at(stored, 'spec'), at(manifest, 'spec'));
}
