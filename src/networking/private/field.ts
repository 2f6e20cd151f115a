import { Duration } from 'cdk8s';
import { atLeastOneMillisecond, checkDuration, formatDuration } from '../../kernel/duration';
import { misuse } from '../../kernel/errors';
import { checkObjectName } from '../../kernel/kube-name';
import { checkPort } from '../../kernel/port';

/** The greatest number that a field of type `int32` holds. */
export const INT32_MAX = 2_147_483_647;

/** The greatest number that a field of type `uint32` holds. */
export const UINT32_MAX = 4_294_967_295;

/**
 * A field while its value is checked, by its path. The checks give the value back as it is rendered, and let
 * `undefined` through, which stands for a field that is left out. Their errors name no construct; `locate()` adds it.
 */
export class Field {
  constructor(private readonly path: string) {}

  /** Its path. */
  public toString(): string {
    return this.path;
  }

  /** A field of the object in this field. */
  public of(name: string): Field {
    return new Field(`${this.path}.${name}`);
  }

  /** An entry of the list or map in this field. */
  public entry(key: number | string): Field {
    return new Field(`${this.path}[${typeof key === 'string' ? JSON.stringify(key) : key}]`);
  }

  /** The error for a value that breaks the rule, which reads on from the field's path: `must be ...`. */
  public fault(rule: string, received: unknown, fix: string): Error {
    return misuse({ rule: `${this.path} ${rule}`, received, fix });
  }

  /** A whole number from `least` to `most`. */
  public whole(value: number | undefined, least: number, most: number): number | undefined {
    if (value !== undefined && (!Number.isInteger(value) || value < least || value > most)) {
      throw this.fault(`must be a whole number from ${least} to ${most}`, value, 'give such a number, or leave it out');
    }
    return value;
  }

  /** A number from 0 to 100, with a fraction where the API has one. */
  public percent(value: number | undefined): number | undefined {
    if (value !== undefined && !(value >= 0 && value <= 100)) {
      throw this.fault('must be a percentage', value, 'give a number from 0 to 100, 50 for one half');
    }
    return value;
  }

  /** A duration of whole milliseconds, at least one. */
  public duration(value: Duration): string;
  public duration(value: Duration | undefined): string | undefined;
  public duration(value: Duration | undefined): string | undefined {
    const text = this.durationOrZero(value);
    if (value !== undefined) {
      atLeastOneMillisecond(value, this.path);
    }
    return text;
  }

  /** A duration of whole milliseconds, or none at all. */
  public durationOrZero(value: Duration | undefined): string | undefined {
    if (value === undefined) {
      return undefined;
    }
    const millis = checkDuration(value, this.path).toMilliseconds({ integral: false });
    if (!Number.isInteger(millis)) {
      throw this.fault('must be whole milliseconds', `${millis}ms`, 'round the duration to milliseconds');
    }
    return formatDuration(value);
  }

  /** A port number. */
  public port(value: number): number {
    return checkPort(value, this.path);
  }

  /** The name of a Kubernetes object. */
  public objectName(value: string): string {
    return checkObjectName(value, this.path);
  }

  /** A text that is not empty. */
  public text(value: string): string;
  public text(value: string | undefined): string | undefined;
  public text(value: string | undefined): string | undefined {
    if (value === '') {
      throw this.fault('must not be empty', value, 'give a text, or leave the field out where it is optional');
    }
    return value;
  }
}
