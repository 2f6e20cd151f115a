import { CRDS } from './schemas';
import { StructuralSchema } from './structural-schema';

/** A kind that is defined by a CRD. */
export class Crd {
  private parsed: StructuralSchema | undefined;

  constructor(
    /** The versions that an API server serves. */
    public readonly versions: readonly string[],
    /** Versions that it has had: other releases serve them. */
    public readonly retired: readonly string[],
    private readonly load: () => string,
  ) {}

  /** Its schema, which all of them share. */
  public schema(): StructuralSchema {
    this.parsed ??= JSON.parse(this.load()) as StructuralSchema;
    return this.parsed;
  }
}

const BY_GROUP = new Map<string, Map<string, Crd>>();
for (const [key, { versions, retired = [], load }] of Object.entries(CRDS)) {
  const [group, kind] = key.split('/');
  const kinds = BY_GROUP.get(group) ?? new Map<string, Crd>();
  BY_GROUP.set(group, kinds.set(kind, new Crd(versions, retired, load)));
}

/** The CRD of a kind; undefined where it is none that is known. */
export function crdOf(group: string, kind: string): Crd | undefined {
  return BY_GROUP.get(group)?.get(kind);
}
