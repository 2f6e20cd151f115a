import { Command } from 'commander';

/** A shell that can be taught. */
export type Shell = 'bash' | 'zsh' | 'fish';

interface Completed {
  /** The words that lead to it, such as `certs list`; '' for the program itself. */
  readonly path: string;
  readonly description: string;
  readonly subcommands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly { readonly flag: string; readonly description: string }[];
}

/** A script for a shell, made from the commands and options that there are; nothing has to run to complete a word. */
export function completionScript(shell: Shell, program: Command): string {
  const name = program.name();
  const commands = flatten(program, '');
  switch (shell) {
    case 'bash':
      return bash(name, commands);
    case 'zsh':
      return `#compdef ${name}\nautoload -U +X bashcompinit && bashcompinit\n${bash(name, commands)}`;
    case 'fish':
      return fish(name, commands);
  }
}

function flatten(command: Command, path: string): Completed[] {
  const subcommands = command.commands.filter((each) => each.name() !== 'help');
  const own: Completed = {
    path,
    description: command.description(),
    subcommands: subcommands.map((each) => ({ name: each.name(), description: each.description() })),
    options: [
      ...command.options.map(({ long, short, description }) => ({ flag: long ?? short ?? '', description })),
      { flag: '--help', description: 'tell how it is used' },
    ],
  };
  return [own, ...subcommands.flatMap((each) => flatten(each, `${path} ${each.name()}`.trim()))];
}

/** Words after the program are matched against the paths of commands, the longest first; files are left to the shell. */
function bash(name: string, commands: readonly Completed[]): string {
  const functionName = `_${name.replace(/\W/g, '_')}`;
  const cases = [...commands]
    .sort((a, b) => b.path.length - a.path.length)
    .map(({ path, subcommands, options }) => {
      const words = [...subcommands.map((each) => each.name), ...options.map(({ flag }) => flag)];
      return `    "${path}"${path === '' ? '' : '" "'}*) words="${words.join(' ')}" ;;`;
    });
  return `${functionName}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  local typed="\${COMP_WORDS[*]:1:COMP_CWORD-1} "
  case "$typed" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F ${functionName} ${name}
`;
}

function fish(name: string, commands: readonly Completed[]): string {
  const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const lines = commands.flatMap(({ path, subcommands, options }) => {
    const words = path.split(' ').filter(Boolean);
    const condition =
      words.length === 0
        ? '__fish_use_subcommand'
        : words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    return [
      ...subcommands.map(
        (each) => `complete -c ${name} -n '${condition}' -a ${each.name} -d ${quoted(each.description)}`,
      ),
      ...options
        .filter(({ flag }) => flag.startsWith('--'))
        .map(
          ({ flag, description }) =>
            `complete -c ${name} -n '${condition}' -l ${flag.slice(2)} -d ${quoted(description)}`,
        ),
    ];
  });
  return `${lines.join('\n')}\n`;
}
