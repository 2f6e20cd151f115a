import { Kind, MeshObject } from './mesh-object';
import { Namespaced } from './namespaced';

const NONE: readonly never[] = Object.freeze([]);

/** Where the objects of one kind stand in the table. */
interface OfKind {
  readonly places: number[];
  readonly placeOf: Namespaced<number>;
  /** Made when it is first asked for. */
  all?: readonly MeshObject[];
}

/** Objects by kind, namespace and name. Of several with one name the last counts, in the place of the first. */
export class ObjectTable {
  private readonly objects: MeshObject[] = [];
  private readonly byGroup = new Map<string, Map<string, OfKind>>();
  private readonly repeatedAt = new Map<number, MeshObject[]>();

  /** How many there are. */
  public get size(): number {
    return this.objects.length;
  }

  /** All of them, in the order in which their names first came. */
  public get values(): readonly MeshObject[] {
    return this.objects;
  }

  /** Those that came more than once, each with all that came. */
  public get repeated(): readonly (readonly MeshObject[])[] {
    return [...this.repeatedAt.values()];
  }

  /** Adds an object, in the place of one of the same name. */
  public add(object: MeshObject): void {
    const ofKind = this.kindFor(object);
    const place = ofKind.placeOf.get(object.namespace, object.name);
    if (place === undefined) {
      this.append(object, ofKind);
    } else {
      const repeated = this.repeatedAt.get(place);
      if (repeated === undefined) {
        this.repeatedAt.set(place, [this.objects[place], object]);
      } else {
        repeated.push(object);
      }
      this.objects[place] = object;
    }
    ofKind.all = undefined;
  }

  /** Adds an object unless there is one of the same name. */
  public addIfMissing(object: MeshObject): void {
    if (this.get(object, object.namespace, object.name) === undefined) {
      const ofKind = this.kindFor(object);
      this.append(object, ofKind);
      ofKind.all = undefined;
    }
  }

  /** All objects of a kind, in order. */
  public all(kind: Kind): readonly MeshObject[] {
    const ofKind = this.byGroup.get(kind.group)?.get(kind.kind);
    if (ofKind === undefined) {
      return NONE;
    }
    ofKind.all ??= ofKind.places.map((place) => this.objects[place]);
    return ofKind.all;
  }

  /** An object by its kind and name; undefined where there is none. */
  public get({ group, kind }: Kind, namespace: string, name: string): MeshObject | undefined {
    const place = this.byGroup.get(group)?.get(kind)?.placeOf.get(namespace, name);
    return place === undefined ? undefined : this.objects[place];
  }

  private append(object: MeshObject, { places, placeOf }: OfKind): void {
    const place = this.objects.push(object) - 1;
    places.push(place);
    placeOf.set(object.namespace, object.name, place);
  }

  private kindFor({ group, kind }: Kind): OfKind {
    let kinds = this.byGroup.get(group);
    if (kinds === undefined) {
      kinds = new Map();
      this.byGroup.set(group, kinds);
    }
    let ofKind = kinds.get(kind);
    if (ofKind === undefined) {
      ofKind = { places: [], placeOf: new Namespaced() };
      kinds.set(kind, ofKind);
    }
    return ofKind;
  }
}
