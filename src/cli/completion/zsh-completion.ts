import { CompletedArgument, CompletedCommand, CompletedOption, Value, withSubcommands } from './completed-command';

/** A script for zsh, to be sourced or to lie in its `fpath`: a function for each command. */
export function zshCompletion(program: CompletedCommand): string {
  const main = functionOf(program.name, []);
  const functions = withSubcommands(program).map(
    (command) => `${functionOf(program.name, command.path)}() {
${bodyOf(program.name, command)}
}
`,
  );
  return `#compdef ${program.name}

${functions.join('\n')}
if [ "$funcstack[1]" = "${main}" ]; then
  ${main} "$@"
else
  compdef ${main} ${program.name}
fi
`;
}

function functionOf(program: string, path: readonly string[]): string {
  return `_${[program, ...path].join('-')}`;
}

function bodyOf(program: string, command: CompletedCommand): string {
  const options = command.options.map(optionSpec);
  if (command.subcommands.length === 0) {
    return `  _arguments -s \\\n${[...options, ...command.arguments.map(argumentSpec)].map((spec) => `    ${spec}`).join(' \\\n')}`;
  }
  const names = command.subcommands.map(({ name, description }) => `      ${quoted(`${name}:${description}`)}`);
  const cases = command.subcommands.map(({ name, path }) => `        ${name}) ${functionOf(program, path)} ;;`);
  return `  local curcontext="$curcontext" state line
  local -a commands
  _arguments -C \\
${[...options, "'1: :->command'", "'*:: :->arguments'"].map((spec) => `    ${spec}`).join(' \\\n')}
  case $state in
    command)
      commands=(
${names.join('\n')}
      )
      _describe command commands
      ;;
    arguments)
      case $words[1] in
${cases.join('\n')}
      esac
      ;;
  esac`;
}

/** `'(-f --format)'{-f,--format}'[the form]:format:(text json)'`. */
function optionSpec({ flags, description, isRepeatable, value }: CompletedOption): string {
  const rest = `[${description.replace(/[[\]\\]/g, '\\$&')}]${value === undefined ? '' : `:value:${actionOf(value)}`}`;
  const prefix = isRepeatable ? '*' : flags.length > 1 ? `(${flags.join(' ')})` : '';
  return flags.length > 1
    ? `${prefix === '' ? '' : quoted(prefix)}{${flags.join(',')}}${quoted(rest)}`
    : quoted(`${prefix}${flags[0] ?? ''}${rest}`);
}

function argumentSpec({ name, isRepeatable, value }: CompletedArgument): string {
  return quoted(`${isRepeatable ? '*' : ''}:${name}:${actionOf(value)}`);
}

function actionOf(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return `(${value.choices.join(' ')})`;
    case 'file':
      return '_files';
    case 'text':
      return ' ';
  }
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, "'\\''")}'`;
}
