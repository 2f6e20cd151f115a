import { Expression, istio, Member, member } from '../code/expression';
import { Inexpressible } from './inexpressible';

/** Handles to other objects of the program. Asking for one puts it before the object that asks. */
export interface References {
  /** The Gateway of this name. */
  gateway(name: string, namespace: string | undefined): Expression | undefined;
  /** The VirtualService of this name. */
  virtualService(name: string, namespace: string | undefined): Expression | undefined;
  /** The Service of this name. */
  service(name: string, namespace: string | undefined): Expression | undefined;
  /** The DestinationRule of the namespace that is for the host and has the subset. */
  subsetOwner(host: string, subset: string, namespace: string | undefined): Expression | undefined;
  /** A constant for something that is outside: the same one for the same key. */
  outside(key: string, name: string, make: (scope: Expression, id: string) => Expression): Expression;
  /** The namespace of the Secret that a gateway takes its certificate from; undefined where it is not among the objects. */
  secretNamespace(name: string): string | undefined;
}

/** What an attempt may use of the library. */
export interface Library {
  /** Whether a value can be made: its class takes what it is given. */
  takes(code: Expression): boolean;
  /** The name of the member of an enum that has the value. */
  memberOf(enumName: string, value: unknown): string | undefined;
}

/** How an attempt goes. */
export interface Attempt {
  readonly references: References;
  /** Whether other objects of the program are referred to by their constants; else all are named. */
  readonly usesHandles: boolean;
  /** The paths of fields that must go through overrides. */
  readonly held: ReadonlySet<string>;
}

/** One attempt to write an object as a construct. */
export class Conversion {
  /** The paths of fields that became typed code. */
  public readonly typed = new Set<string>();
  private alsoHeld: readonly string[] = [];

  constructor(
    /** The namespace of the object. */
    public readonly namespace: string | undefined,
    private readonly attempt: Attempt,
    private readonly library: Library,
  ) {}

  /** What there is outside, by name. */
  public get references(): References {
    return this.attempt.references;
  }

  /** What there is in the program, by constants; undefined where all has to be named. */
  public get handles(): References | undefined {
    return this.attempt.usesHandles ? this.attempt.references : undefined;
  }

  /** Whether the field must go through overrides. */
  public isHeld(path: string): boolean {
    return this.attempt.held.has(path) || this.alsoHeld.includes(path);
  }

  /** What an action gives while these fields must go through overrides too. */
  public holding<T>(paths: readonly string[], action: () => T): T {
    const before = this.alsoHeld;
    this.alsoHeld = [...before, ...paths];
    try {
      return action();
    } finally {
      this.alsoHeld = before;
    }
  }

  /** Throws where the library refuses the value. */
  public check(code: Expression): void {
    if (!this.library.takes(code)) {
      throw new Inexpressible();
    }
  }

  /** The member of an enum with the value. */
  public enumMember(enumName: string, value: unknown): Member {
    const name = this.library.memberOf(enumName, value);
    if (name === undefined) {
      throw new Inexpressible();
    }
    return member(istio(enumName), name);
  }
}
