import { CompletedCommand, CompletedOption, Value, withSubcommands } from './completed-command';

/** A script for bash 4 or newer. Words are matched against the paths of commands; files are left to bash. */
export function bashCompletion(program: CompletedCommand): string {
  const commands = withSubcommands(program);
  const functionName = `_${program.name.replace(/\W/g, '_')}`;
  const paths = commands.flatMap(({ path }) => (path.length === 0 ? [] : [`"${path.join(' ')}"`]));
  return `${functionName}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="" word="" words=""
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $before == "=" ]]; then
    before="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${command:+$command }$word" in
      ${paths.join(' | ')}) command="\${command:+$command }$word" ;;
    esac
  done
  COMPREPLY=()
  case "$command:$before" in
${commands.flatMap(optionCases).join('\n')}
  esac
  case "$command" in
${commands.map(commandCase).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F ${functionName} ${program.name}
`;
}

function optionCases({ path, options }: CompletedCommand): string[] {
  return options.flatMap(({ flags, value }) =>
    value === undefined
      ? []
      : [`    ${flags.map((flag) => `"${path.join(' ')}:${flag}"`).join(' | ')}) ${replyWith(value)} return ;;`],
  );
}

function replyWith(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return `COMPREPLY=($(compgen -W "${value.choices.join(' ')}" -- "$current"));`;
    case 'file':
      return '';
    case 'text':
      return 'compopt +o default;';
  }
}

/** Options only where somebody began with one: files are what is mostly asked for. */
function commandCase({ path, options, subcommands, arguments: taken }: CompletedCommand): string {
  const flags = options.flatMap((option: CompletedOption) => option.flags);
  const others = [
    ...subcommands.map(({ name }) => name),
    ...taken.flatMap(({ value }) => (value.kind === 'choice' ? value.choices : [])),
  ];
  const closed = others.length > 0 ? ' compopt +o default;' : '';
  return `    "${path.join(' ')}") if [[ $current == -* ]]; then words="${flags.join(' ')}"; else words="${others.join(' ')}";${closed} fi ;;`;
}
