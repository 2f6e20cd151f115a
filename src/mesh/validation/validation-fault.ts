import { FieldPath } from '../origin';

/** What Istio has against an object, or warns of in it. */
export interface ValidationFault {
  /** Istio's webhook refuses an object with an error, and takes one with warnings. */
  readonly level: 'error' | 'warning';
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** The field at fault, from the root of the manifest. */
  readonly path: FieldPath;
  /** The code of the analyzer that tells of it, where that is none of IST0106 (errors) and IST0133 (warnings). */
  readonly code?: 'IST0130' | 'IST0131';
}

/** Collects what is wrong below one place of a manifest. */
export class Faults {
  /** What was found so far, in the whole manifest. */
  public readonly found: ValidationFault[];

  private constructor(
    found: ValidationFault[],
    /** Where it is below another place: paths are put together for faults only, which are few. */
    private readonly above: Faults | undefined,
    private readonly keys: FieldPath,
    private readonly takesWarnings: boolean,
  ) {
    this.found = found;
  }

  /** An empty collection, at the root of a manifest. */
  public static ofManifest(): Faults {
    return new Faults([], undefined, [], true);
  }

  /** The same collection, further down. */
  public at(...keys: FieldPath): Faults {
    return new Faults(this.found, this, keys, this.takesWarnings);
  }

  /** Checks a field of this place, if it is there, with its own place. */
  public field<T>(name: string, value: T | undefined, check: (value: T, place: Faults) => void): void {
    if (value !== undefined) {
      check(value, this.at(name));
    }
  }

  /** Checks each item of a list that is a field of this place, with the item's own place. */
  public each<T>(
    field: string,
    list: readonly T[] | undefined,
    check: (item: T, place: Faults, index: number) => void,
  ): void {
    if (list !== undefined) {
      for (let index = 0; index < list.length; index++) {
        check(list[index], this.at(field, index), index);
      }
    }
  }

  /** Checks each entry of a map that is a field of this place, with the entry's own place. */
  public eachEntry<T>(
    field: string,
    map: { readonly [name: string]: T } | undefined,
    check: (name: string, value: T, place: Faults) => void,
  ): void {
    if (map !== undefined) {
      for (const name of Object.keys(map)) {
        check(name, map[name], this.at(field, name));
      }
    }
  }

  /** The same collection, where Istio loses warnings on their way up. */
  public get errorsOnly(): Faults {
    return new Faults(this.found, this.above, this.keys, false);
  }

  /** Istio refuses this. Nothing happens where there is no message, so that a check's answer can be passed on. */
  public error(message: string | undefined, ...keys: FieldPath): void {
    if (message !== undefined) {
      this.add('error', message, keys);
    }
  }

  /** Istio warns of this. Nothing happens where there is no message. */
  public warning(message: string | undefined, ...keys: FieldPath): void {
    if (message !== undefined && this.takesWarnings) {
      this.add('warning', message, keys);
    }
  }

  /** Istio warns of this, and its analyzer has a code of its own for it. */
  public warningWithCode(code: ValidationFault['code'], message: string, ...keys: FieldPath): void {
    this.found.push({ level: 'warning', message, path: [...this.path, ...keys], code });
  }

  private get path(): FieldPath {
    return [...(this.above?.path ?? []), ...this.keys];
  }

  private add(level: ValidationFault['level'], message: string, keys: FieldPath): void {
    const last = this.found.at(-1);
    const path = [...this.path, ...keys];
    const isRepeated = last?.message === message && last?.level === level && String(last?.path) === String(path);
    if (!isRepeated) {
      this.found.push({ level, message, path });
    }
  }
}
