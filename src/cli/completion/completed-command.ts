import { Argument, Command, Option } from 'commander';
import { collect } from '../choices';

/** What may stand in the place of a value. */
export type Value =
  { readonly kind: 'choice'; readonly choices: readonly string[] } | { readonly kind: 'file' | 'text' };

/** An option as a shell knows it. */
export interface CompletedOption {
  readonly description: string;
  /** `-f`, `--format`. */
  readonly flags: readonly string[];
  readonly isRepeatable: boolean;
  /** Undefined of an option that takes none. */
  readonly value?: Value;
}

/** An argument as a shell knows it. */
export interface CompletedArgument {
  readonly name: string;
  readonly isRepeatable: boolean;
  readonly value: Value;
}

/** A command as a shell knows it. */
export interface CompletedCommand {
  /** The words that lead to it; none for the program itself. */
  readonly path: readonly string[];
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  readonly arguments: readonly CompletedArgument[];
  readonly subcommands: readonly CompletedCommand[];
}

/** A command with all that stands below it. */
export function completedCommand(command: Command, path: readonly string[] = []): CompletedCommand {
  return {
    path,
    name: command.name(),
    description: command.description(),
    options: command.createHelp().visibleOptions(command).map(completedOption),
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      isRepeatable: argument.variadic,
      value: argumentValue(argument),
    })),
    subcommands: command.commands.map((each) => completedCommand(each, [...path, each.name()])),
  };
}

/** A command, and all below it. */
export function withSubcommands(command: CompletedCommand): readonly CompletedCommand[] {
  return [command, ...command.subcommands.flatMap(withSubcommands)];
}

function completedOption(option: Option): CompletedOption {
  const { short, long, description, argChoices, required, optional, flags, variadic } = option;
  const takesValue = required || optional;
  return {
    description: description.replace(/\s+/g, ' '),
    flags: [short, long].filter((flag) => flag !== undefined),
    isRepeatable: variadic || option.parseArg === collect,
    value: takesValue ? valueOf(/[<[]([^>\]]+)/.exec(flags)?.[1] ?? '', argChoices) : undefined,
  };
}

/** Arguments are files nearly always. */
function argumentValue(argument: Argument): Value {
  return argument.name() === 'url' ? { kind: 'text' } : valueOf('file', argument.argChoices);
}

function valueOf(name: string, choices: readonly string[] | undefined): Value {
  return choices === undefined
    ? { kind: /file|path|folder|dir/.test(name) ? 'file' : 'text' }
    : { kind: 'choice', choices };
}
