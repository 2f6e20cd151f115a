import { admit } from '../admission/admission';
import { Objection } from '../objection';
import { MeshObject } from '../mesh-object';
import { Origin } from '../origin';
import { isJsonObject, JsonObject, listAt, textAt } from '../wire/json';
import { LoadedValue, LoadFault } from './yaml';

/** What loaded values hold. */
export interface ReadObjects {
  readonly objects: readonly MeshObject[];
  /** What an API server says against some of them, and against others that it does not take. */
  readonly objections: readonly Objection[];
  /** What is no object of Kubernetes. */
  readonly faults: readonly LoadFault[];
}

/** The objects among loaded values as an API server stores them, Lists taken apart. */
export function readObjects(values: readonly LoadedValue[], defaultNamespace: string): ReadObjects {
  const objects: MeshObject[] = [];
  const objections: Objection[] = [];
  const faults: LoadFault[] = [];
  const read = (value: unknown, origin: Origin): void => {
    if (isForTool(value)) {
      return;
    }
    const fault = faultOf(value);
    if (fault !== undefined) {
      faults.push({ message: fault, origin });
    } else if (isList(value as JsonObject)) {
      listAt(value, 'items').forEach((item, index) => read(item, itemOrigin(origin, index)));
    } else {
      add(value as JsonObject, origin);
    }
  };
  const add = (manifest: JsonObject, origin: Origin): void => {
    const verdict = admit(manifest);
    const object = new MeshObject(verdict?.stored ?? manifest, origin, defaultNamespace);
    if (verdict?.admitted === false) {
      objections.push({ object, unknownFields: verdict.unknownFields, faults: verdict.faults });
    }
    if (verdict?.admittedLoosely !== false) {
      objects.push(object);
    }
  };
  values.forEach(({ value, origin }) => read(value, origin));
  return { objects, objections, faults };
}

/** API groups of files that tools read and no API server has, such as those of kustomize and istioctl. */
const OF_TOOLS = /^(kustomize\.config\.k8s\.io|install\.istio\.io|kind\.x-k8s\.io|skaffold)\//;

/** Whether a value is such a file; one with a name is taken for an object. */
function isForTool(value: unknown): boolean {
  return OF_TOOLS.test(textAt(value, 'apiVersion') ?? '') && textAt(value, 'metadata', 'name') === undefined;
}

function faultOf(value: unknown): string | undefined {
  if (!isJsonObject(value)) {
    return 'a manifest must be a map with apiVersion, kind and metadata';
  }
  const missing = ['apiVersion', 'kind'].filter((field) => (textAt(value, field) ?? '') === '');
  if (missing.length > 0) {
    return `a manifest must have ${missing.join(' and ')}`;
  }
  if (isList(value)) {
    return undefined;
  }
  const named = textAt(value, 'metadata', 'name') ?? textAt(value, 'metadata', 'generateName') ?? '';
  return named === '' ? `the manifest of a ${String(value.kind)} must have metadata.name` : undefined;
}

/** `kubectl get -o yaml` puts what it finds into a List. */
export function isList(value: JsonObject): boolean {
  return String(value.kind).endsWith('List') && Array.isArray(value.items);
}

/** Where an item of a List stands. */
export function itemOrigin(origin: Origin, index: number): Origin {
  const { lineOf } = origin;
  if (lineOf === undefined) {
    return origin;
  }
  return {
    file: origin.file,
    get line() {
      return lineOf(['items', index]);
    },
    lineOf: (path) => lineOf(['items', index, ...path]),
  };
}
