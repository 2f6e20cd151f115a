import { InvalidArgumentError } from 'commander';

/** A parser for an option that takes one of the values of an enum. */
export function oneOf<T>(parse: (text: string) => T | undefined, names: readonly string[]): (text: string) => T {
  return (text) => {
    const value = parse(text);
    if (value === undefined) {
      throw new InvalidArgumentError(`It has to be one of ${names.join(', ')}.`);
    }
    return value;
  };
}

/** Adds a value to those that an option was given before. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
