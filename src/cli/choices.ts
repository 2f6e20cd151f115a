import { InvalidArgumentError, Option } from 'commander';

/** An option that takes one of the values of an enum; help and shells know them. */
export function choice(
  flags: string,
  description: string,
  { names, parse }: { readonly names: readonly string[]; readonly parse: (text: string) => unknown },
): Option {
  return new Option(flags, description).choices(names).argParser((text) => {
    const value = parse(text);
    if (value === undefined) {
      throw new InvalidArgumentError(`It has to be one of ${names.join(', ')}.`);
    }
    return value;
  });
}

/** Adds a value to those that an option was given before. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
