import { Command } from 'commander';
import { MeshDiff } from '../diff/mesh-diff';
import { DiffFormat, parseDiffFormat } from '../report/diff-format';
import { DiffWriter } from '../report/diff-writer';
import { choice } from './choices';
import { CommandContext } from './command-context';
import { ExitCode } from './exit-code';
import { readWholeMeshes } from './manifests';
import { OUTPUT, writeResult } from './result';

interface DiffOptions {
  readonly format: DiffFormat;
  readonly output?: string;
}

/** Tells which requests end otherwise in one mesh than in another. */
export function diffCommand({ terminal, end }: CommandContext): Command {
  return new Command('diff')
    .argument('<old>', 'a file or folder of manifests as they are, or - for the standard input')
    .argument('<new>', 'the same as they will be')
    .addOption(
      choice('-f, --format <format>', 'the form; markdown is for comments on pull requests', {
        names: Object.values<string>(DiffFormat),
        parse: parseDiffFormat,
      }).default(DiffFormat.TEXT, 'text'),
    )
    .option(OUTPUT, 'write it to a file')
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-istio diff dist-of-main/ dist/
  $ git show main:mesh.yaml | cdk8s-istio diff - mesh.yaml
  $ cdk8s-istio diff --format markdown --output comment.md dist-of-main/ dist/`,
    )
    .action((before: string, after: string, { format, output }: DiffOptions) => {
      const [old, young] = readWholeMeshes(before, after, terminal);
      terminal.progress('comparing', old.size + young.size);
      const diff = MeshDiff.between(old, young);
      const colour = output === undefined && terminal.isColoured;
      writeResult(DiffWriter.write(diff, { format, colour }), output, terminal);
      end(diff.isEmpty ? ExitCode.FINE : ExitCode.FINDINGS);
    });
}
