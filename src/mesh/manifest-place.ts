import { redactKeys } from '../kernel/redact-keys';
import { MeshObject } from './mesh-object';
import { FieldPath } from './origin';

/** A place in manifests: an object, and a field of it. */
export interface ManifestPlace {
  /** The object's kind. */
  readonly kind: string;
  /** Its API group; '' for Kubernetes' core. */
  readonly group: string;
  /** The namespace that it lies in; '' where its kind has none. */
  readonly namespace: string;
  /** What it is called there. */
  readonly name: string;
  /**
   * The field, as `spec.http[0].route[1]`.
   *
   * @default - the object as a whole.
   */
  readonly field?: string;
  /**
   * The path of the construct that renders the object.
   *
   * @default - the object is from a file.
   */
  readonly constructPath?: string;
  /**
   * Where the program makes that construct, as `file:line:column`; the file as a path from the folder that the program runs in, if it is in there.
   *
   * @default - not known.
   */
  readonly createdAt?: string;
  /**
   * The file that the object stands in.
   *
   * @default - the object is from an app.
   */
  readonly file?: string;
  /**
   * The line of the field in that file, counted from 1.
   *
   * @default - the object is from an app.
   */
  readonly line?: number;
}

/** A place with all that is known of it; what is not known is left out. */
export function placeOf(object: MeshObject, path?: FieldPath): ManifestPlace {
  const { kind, group, namespace, name, origin } = object;
  return {
    kind,
    group,
    namespace: redactKeys(namespace),
    name: redactKeys(name),
    ...(path === undefined || path.length === 0 ? {} : { field: redactKeys(fieldOf(path)) }),
    ...(origin.constructPath === undefined ? {} : { constructPath: origin.constructPath }),
    ...(origin.createdAt === undefined ? {} : { createdAt: origin.createdAt }),
    ...(origin.file === undefined ? {} : { file: origin.file }),
    ...lineOf(object, path ?? []),
  };
}

function lineOf({ origin }: MeshObject, path: FieldPath): { readonly line?: number } {
  const line = path.length === 0 ? origin.line : (origin.lineOf?.(path) ?? origin.line);
  return line === undefined ? {} : { line };
}

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** A path as text: `spec.http[0].headers["x.y"]`. */
export function fieldOf(path: FieldPath): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') {
        return `[${key}]`;
      }
      return PLAIN_KEY.test(key) ? `${index === 0 ? '' : '.'}${key}` : `[${JSON.stringify(key)}]`;
    })
    .join('');
}
