import { isJsonObject, JsonObject } from '../../mesh/wire/json';
import { Expression, json, object, ObjectLiteral } from '../code/expression';
import { Conversion } from './conversion';
import { Inexpressible } from './inexpressible';

/** Typed code, and what it leaves unsaid: a map to be merged over what the code renders. */
export interface Converted {
  readonly code: Expression;
  readonly rest?: JsonObject;
}

/** Turns a value of a manifest into typed code; throws {@link Inexpressible} where it can't. */
export type Converter = (value: unknown, at: Site) => Converted;

/** A place in a spec, while it is converted. */
export class Site {
  constructor(
    public readonly conversion: Conversion,
    public readonly path: string,
  ) {}

  /** A field of the object at this place. */
  public of(name: string): Site {
    return new Site(this.conversion, `${this.path}.${name}`);
  }

  /** An item of the list at this place. */
  public entry(index: number): Site {
    return new Site(this.conversion, `${this.path}[${index}]`);
  }
}

/** The fields of one object of a spec, taken one by one into properties; what nobody takes is left for `overrides`. */
export class Properties {
  private readonly entries: Array<[string, Expression]> = [];
  private readonly fields: JsonObject;
  private readonly left: { [field: string]: unknown };

  constructor(
    value: unknown,
    public readonly at: Site,
  ) {
    if (!isJsonObject(value)) {
      throw new Inexpressible();
    }
    this.fields = value;
    this.left = { ...value };
  }

  /** Whether the object has the field. */
  public has(field: string): boolean {
    return Object.hasOwn(this.fields, field);
  }

  /** The value of a field, which stays where it is. */
  public peek(field: string): unknown {
    return this.has(field) ? this.fields[field] : undefined;
  }

  /** Takes a field into a property, by its own name if nothing else is said. */
  public take(field: string, converter: Converter, property = field): this {
    const code = this.convert(field, converter);
    if (code !== undefined) {
      this.entries.push([property, code]);
    }
    return this;
  }

  /** Converts a field that becomes no property of its own; undefined where it is not there or has no typed form. */
  public convert(field: string, converter: Converter): Expression | undefined {
    const { conversion, path } = this.at.of(field);
    if (!this.has(field) || conversion.isHeld(path)) {
      return undefined;
    }
    try {
      const code = this.need(field, converter);
      conversion.typed.add(path);
      return code;
    } catch (error) {
      if (error instanceof Inexpressible) {
        return undefined;
      }
      throw error;
    }
  }

  /** Converts a field without which the object has no typed form, so that it can't go through overrides as a whole. */
  public need(field: string, converter: Converter): Expression {
    if (!this.has(field)) {
      throw new Inexpressible();
    }
    const at = this.at.of(field);
    const { code, rest } = converter(this.fields[field], at);
    at.conversion.check(code);
    if (rest === undefined) {
      Reflect.deleteProperty(this.left, field);
    } else {
      this.left[field] = rest;
    }
    return code;
  }

  /** Adds a property. */
  public add(property: string, code: Expression): this {
    this.entries.push([property, code]);
    return this;
  }

  /** Fields that something else says already. */
  public drop(...fields: readonly string[]): this {
    fields.forEach((field) => Reflect.deleteProperty(this.left, field));
    return this;
  }

  /** The properties as an object, with `overrides` for what was not taken. */
  public withOverrides(): ObjectLiteral {
    const left = Object.entries(this.left);
    return object(left.length === 0 ? this.entries : [...this.entries, ['overrides', json(this.left)]]);
  }

  /** The properties as an object; what was not taken is handed up. */
  public loosely(): Converted {
    return { code: object(this.entries), rest: this.rest };
  }

  /** The properties as an object, where everything was taken. */
  public strictly(): ObjectLiteral {
    if (this.rest !== undefined) {
      throw new Inexpressible();
    }
    return object(this.entries);
  }

  /** What was not taken; undefined where that is nothing. */
  public get rest(): JsonObject | undefined {
    return Object.keys(this.left).length === 0 ? undefined : this.left;
  }

  /** The properties that were taken so far. */
  public get taken(): ObjectLiteral {
    return object(this.entries);
  }
}
