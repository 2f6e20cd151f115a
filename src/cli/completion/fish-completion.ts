import { CompletedCommand, CompletedOption, Value, withSubcommands } from './completed-command';

/** A script for fish. */
export function fishCompletion(program: CompletedCommand): string {
  const lines = withSubcommands(program).flatMap((command) => {
    const begin = `complete -c ${program.name} -n ${quoted(conditionOf(command))}`;
    const takesFiles = command.subcommands.length === 0 && command.arguments.some(({ value }) => value.kind === 'file');
    return [
      ...(takesFiles ? [] : [`${begin} -f`]),
      ...command.subcommands.map(({ name, description }) => `${begin} -a ${quoted(name)} -d ${quoted(description)}`),
      ...command.arguments.flatMap(({ value }) =>
        value.kind === 'choice' ? [`${begin} -a ${quoted(value.choices.join(' '))}`] : [],
      ),
      ...command.options.map((option) => `${begin} ${optionArguments(option)}`),
    ];
  });
  return `${lines.join('\n')}\n`;
}

/** True where the words typed lead to the command and to none below it. */
function conditionOf({ path, subcommands }: CompletedCommand): string {
  const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
  const below = subcommands.map(({ name }) => name).join(' ');
  const conditions = below === '' ? seen : [...seen, `not __fish_seen_subcommand_from ${below}`];
  return conditions.length === 0 ? 'true' : conditions.join('; and ');
}

function optionArguments({ flags, description, value }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  return [...names, ...valueArguments(value), `-d ${quoted(description)}`].join(' ');
}

function valueArguments(value: Value | undefined): string[] {
  switch (value?.kind) {
    case undefined:
      return [];
    case 'choice':
      return ['-x', `-a ${quoted(value.choices.join(' '))}`];
    case 'file':
      return ['-r', '-F'];
    case 'text':
      return ['-x'];
  }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
