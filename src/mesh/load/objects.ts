import { admit } from '../admission/admission';
import { Objection } from '../objection';
import { MeshObject } from '../mesh-object';
import { FieldPath, Origin } from '../origin';
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
    if (!isJsonObject(value)) {
      faults.push({ message: 'a manifest must be a map with apiVersion, kind and metadata', origin });
      return;
    }
    if (isForTool(value)) {
      return;
    }
    const fault = faultOf(value);
    if (fault !== undefined) {
      faults.push({ message: fault, origin });
    } else if (isList(value)) {
      listAt(value, 'items').forEach((item, index) => read(item, itemOrigin(origin, index)));
    } else {
      add(value, origin);
    }
  };
  const add = (manifest: JsonObject, origin: Origin): void => {
    const verdict = admit(manifest);
    const stored = verdict?.stored;
    const object = new MeshObject(stored ?? manifest, origin, defaultNamespace, false, stored !== undefined);
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
function isForTool(value: JsonObject): boolean {
  return textAt(value.metadata, 'name') === undefined && OF_TOOLS.test(textAt(value, 'apiVersion') ?? '');
}

function faultOf(value: JsonObject): string | undefined {
  const { apiVersion, kind, metadata } = value;
  if (!isName(apiVersion) || !isName(kind)) {
    const missing = [...(isName(apiVersion) ? [] : ['apiVersion']), ...(isName(kind) ? [] : ['kind'])];
    return `a manifest must have ${missing.join(' and ')}`;
  }
  if (isList(value)) {
    return undefined;
  }
  const named = textAt(metadata, 'name') ?? textAt(metadata, 'generateName') ?? '';
  return named === '' ? `the manifest of a ${kind} must have metadata.name` : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** `kubectl get -o yaml` puts what it finds into a List. */
export function isList(value: JsonObject): boolean {
  return String(value.kind).endsWith('List') && Array.isArray(value.items);
}

/** Where an item of a List stands. */
export function itemOrigin(origin: Origin, index: number): Origin {
  return origin.lineOf === undefined ? origin : new ItemOrigin(origin.file, origin.lineOf, index);
}

class ItemOrigin implements Origin {
  constructor(
    public readonly file: string | undefined,
    private readonly lineInList: (path: FieldPath) => number,
    private readonly index: number,
  ) {}

  public get line(): number {
    return this.lineOf([]);
  }

  public get lineOf(): (path: FieldPath) => number {
    return (path) => this.lineInList(['items', this.index, ...path]);
  }
}
