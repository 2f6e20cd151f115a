import { matchesRegex } from '../../kernel/re2';
import { FieldPath } from '../origin';
import { isJsonObject } from '../wire/json';
import { fitsNumber, TEXT_FORMATS } from './schema-formats';
import { StructuralSchema, valuesSchema } from './structural-schema';
import { dotted, shown, Violation, ViolationType } from './violation';

/** What the value breaks of its schema, the rules in CEL aside. */
export function structureViolations(schema: StructuralSchema, value: unknown, path: FieldPath): readonly Violation[] {
  return new Structure(path).check(schema, value).violations;
}

/** What is wrong with a value, and how many values were looked at to find out. */
interface Result {
  readonly violations: readonly Violation[];
  readonly seen: number;
}

/** The name of a value's type as messages have it. */
function typeOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
}

/** One value at one place. */
class Structure {
  private readonly found: Violation[] = [];
  private seen = 1;

  constructor(private readonly path: FieldPath) {}

  public check(schema: StructuralSchema, value: unknown): Result {
    this.checkType(schema, value);
    if (schema.enum !== undefined && !schema.enum.includes(value)) {
      const values = schema.enum.map((each) => shown(each)).join(', ');
      this.add('NotSupported', `Unsupported value: ${shown(value)}: supported values: ${values}`);
    }
    if (typeof value === 'string') {
      this.checkText(schema, value);
    } else if (typeof value === 'number') {
      this.checkNumber(schema, value);
    } else if (Array.isArray(value)) {
      this.checkList(schema, value);
    } else if (isJsonObject(value)) {
      this.checkObject(schema, value);
    }
    if (value !== null) {
      this.checkAlternatives(schema, value);
    }
    return { violations: this.found, seen: this.seen };
  }

  private add(type: ViolationType, message: string, path: FieldPath = this.path): void {
    this.found.push({ type, path, field: dotted(path), message });
  }

  /** A value that breaks a rule which the message words as one on a request's body. */
  private invalid(value: unknown, rule: string, type: ViolationType = 'Invalid'): void {
    this.add(type, `Invalid value: ${shown(value)}: ${dotted(this.path)} in body ${rule}`);
  }

  private checkType(schema: StructuralSchema, value: unknown): void {
    const types =
      schema['x-kubernetes-int-or-string'] === true
        ? ['integer', 'string']
        : schema.type === undefined
          ? []
          : [schema.type];
    const actual = typeOf(value);
    const numeric = types.includes('integer') || types.includes('number');
    if (types.length === 0 || (value === null && schema.nullable === true)) {
      return;
    }
    const isLiteral = typeof value !== 'string' && value !== null && !Array.isArray(value);
    if (schema.format !== undefined && isLiteral && !types.includes(actual) && !(actual === 'integer' && numeric)) {
      this.typeInvalid(schema.format, actual === 'number' ? 'float64' : actual === 'integer' ? 'int64' : '');
    } else if (!types.includes(actual) && !(actual === 'integer' && numeric)) {
      this.typeInvalid(types.join(','), actual);
    }
  }

  private typeInvalid(expected: string, actual: string): void {
    this.add(
      'TypeInvalid',
      `Invalid value: "${actual}": ${dotted(this.path)} in body must be of type ${expected}: "${actual}"`,
    );
  }

  private checkText({ maxLength, minLength, pattern, format }: StructuralSchema, value: string): void {
    const length = [...value].length;
    if (maxLength !== undefined && length > maxLength) {
      this.add('TooLong', `Too long: may not be more than ${maxLength} bytes`);
    }
    if (minLength !== undefined && length < minLength) {
      this.invalid(value, `should be at least ${minLength} chars long`);
    }
    if (pattern !== undefined && !matchesRegex(pattern, value)) {
      this.invalid(value, `should match '${pattern}'`);
    }
    if (format !== undefined && Object.hasOwn(TEXT_FORMATS, format) && !TEXT_FORMATS[format](value)) {
      this.invalid(value, `must be of type ${format}: ${shown(value)}`, 'TypeInvalid');
    }
  }

  private checkNumber(schema: StructuralSchema, value: number): void {
    const { minimum, maximum, multipleOf, format } = schema;
    if (schema.type === 'integer' && format === undefined && !Number.isInteger(value)) {
      this.add('Invalid', 'Invalid value: Checked value must be of type integer (default format)');
    } else if (!fitsNumber(value, format)) {
      this.add(
        'Invalid',
        `Invalid value: Checked value must be of type ${schema.type ?? ''} with format ${format ?? ''}`,
      );
    }
    if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
      this.invalid(value, `should be a multiple of ${multipleOf}`);
    }
    if (maximum !== undefined && (schema.exclusiveMaximum === true ? value >= maximum : value > maximum)) {
      this.invalid(value, `should be less than ${schema.exclusiveMaximum === true ? '' : 'or equal to '}${maximum}`);
    }
    if (minimum !== undefined && (schema.exclusiveMinimum === true ? value <= minimum : value < minimum)) {
      this.invalid(value, `should be greater than ${schema.exclusiveMinimum === true ? '' : 'or equal to '}${minimum}`);
    }
  }

  private checkList({ minItems, maxItems, uniqueItems, items }: StructuralSchema, value: readonly unknown[]): void {
    if (minItems !== undefined && value.length < minItems) {
      this.invalid(value.length, `should have at least ${minItems} items`);
    }
    if (maxItems !== undefined && value.length > maxItems) {
      this.add('TooMany', tooMany(value.length, maxItems));
    }
    if (uniqueItems === true && new Set(value.map((each) => JSON.stringify(each))).size < value.length) {
      this.invalid(value, "shouldn't contain duplicates");
    }
    if (items !== undefined) {
      value.forEach((each, index) => this.below(items, each, index));
    }
  }

  private checkObject(schema: StructuralSchema, value: { readonly [name: string]: unknown }): void {
    const { properties = {}, required = [], minProperties, maxProperties } = schema;
    const names = Object.keys(value);
    if (minProperties !== undefined && names.length < minProperties) {
      this.invalid(names.length, `should have at least ${minProperties} properties`);
    }
    if (maxProperties !== undefined && names.length > maxProperties) {
      this.add('TooMany', tooMany(names.length, maxProperties));
    }
    for (const name of required) {
      if (!Object.hasOwn(value, name)) {
        this.add('Required', 'Required value', [...this.path, name]);
      }
    }
    const others = valuesSchema(schema);
    for (const name of names) {
      const known = Object.hasOwn(properties, name) ? properties[name] : others;
      if (known !== undefined) {
        this.below(known, value[name], name);
      }
    }
  }

  private below(schema: StructuralSchema, value: unknown, key: string | number): void {
    this.take(new Structure([...this.path, key]).check(schema, value));
  }

  private take({ violations, seen }: Result): void {
    this.found.push(...violations);
    this.seen += seen;
  }

  private checkAlternatives({ anyOf, oneOf, allOf, not }: StructuralSchema, value: unknown): void {
    const against = (schema: StructuralSchema): Result => new Structure(this.path).check(schema, value);
    if (anyOf !== undefined) {
      const results = anyOf.map(against);
      if (!results.some(isValid)) {
        this.add('Invalid', 'Invalid value: must validate at least one schema (anyOf)');
        this.take(closest(results));
      }
    }
    if (oneOf !== undefined) {
      const results = oneOf.map(against);
      const valid = results.filter(isValid).length;
      if (valid !== 1) {
        const count = valid === 0 ? 'Found none valid' : `Found ${valid} valid alternatives`;
        this.add('Invalid', `Invalid value: must validate one and only one schema (oneOf). ${count}`);
        if (valid === 0) {
          this.take(closest(results));
        }
      }
    }
    if (allOf !== undefined) {
      const results = allOf.map(against);
      results.forEach((result) => this.take(result));
      if (!results.every(isValid)) {
        const none = results.some(isValid) ? '' : '. None validated';
        this.add('Invalid', `Invalid value: must validate all the schemas (allOf)${none}`);
      }
    }
    if (not !== undefined && isValid(against(not))) {
      this.add('Invalid', 'Invalid value: must not validate the schema (not)');
    }
  }
}

function tooMany(actual: number, most: number): string {
  return `Too many: ${actual}: must have at most ${most} ${most === 1 ? 'item' : 'items'}`;
}

function isValid({ violations }: Result): boolean {
  return violations.length === 0;
}

/** The alternative in which most could be looked at, which counts as the one that was meant; the first of several. */
function closest(results: readonly Result[]): Result {
  return results.reduce((best, each) => (each.seen > best.seen ? each : best));
}
