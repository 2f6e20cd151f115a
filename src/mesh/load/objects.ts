import { MeshObject } from '../mesh-object';
import { Origin } from '../origin';
import { isJsonObject, JsonObject, listAt, textAt } from '../wire/json';
import { LoadedValue, LoadFault } from './yaml';

/** The objects among loaded values, Lists taken apart; what is no object of Kubernetes is a fault. */
export function readObjects(
  values: readonly LoadedValue[],
  defaultNamespace: string,
): { objects: MeshObject[]; faults: LoadFault[] } {
  const objects: MeshObject[] = [];
  const faults: LoadFault[] = [];
  const read = (value: unknown, origin: Origin): void => {
    const fault = faultOf(value);
    if (fault !== undefined) {
      faults.push({ message: fault, origin });
    } else if (isList(value as JsonObject)) {
      listAt(value, 'items').forEach((item, index) => read(item, itemOrigin(origin, index)));
    } else {
      objects.push(new MeshObject(value as JsonObject, origin, defaultNamespace));
    }
  };
  values.forEach(({ value, origin }) => read(value, origin));
  return { objects, faults };
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
function isList(value: JsonObject): boolean {
  return String(value.kind).endsWith('List') && Array.isArray(value.items);
}

function itemOrigin(origin: Origin, index: number): Origin {
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
