import { YamlSource } from '../mesh/yaml-source';
import { call, cdk8s, instance, member, variable } from './code/expression';
import { printTypeScript, Program } from './code/program';
import { Migration } from './migration';
import { MigrationOptions } from './options';
import { Manifest, readManifests } from './manifest';
import { APP } from './charts';
import { Placement } from './placement';
import { holdsSecret } from './secrecy';
import { overriddenIn } from './overridden';

/** Rounds in which constructs that are faulty beside others are taken back. */
const MOST_ROUNDS = 5;

/**
 * Writes a cdk8s app that renders the objects of the files: with the constructs of cdk8s-istio where they render an object exactly, and as
 * plain ApiObjects otherwise. Nothing is dropped: what can't be read is a fault.
 */
export function migrate(sources: readonly YamlSource[], options: MigrationOptions): Migration {
  const { manifests, faults } = readManifests(sources);
  let plain: ReadonlySet<Manifest> = new Set();
  let placement = new Placement(manifests, options, plain);
  for (let round = 1; round < MOST_ROUNDS; round++) {
    const faulty = placement.faulty();
    if (faulty.length === 0) {
      break;
    }
    plain = new Set([...plain, ...faulty]);
    placement = new Placement(manifests, options, plain);
  }
  const program = programOf(sources, placement);
  const code = printTypeScript(program);
  return {
    program,
    code,
    objects: placement.objects.map(({ manifest, form, reason, made }) => ({
      manifest,
      form,
      reason,
      overridden: overriddenIn(made.expression),
    })),
    faults: [...faults, ...placement.faults, ...leaks(code, options)],
  };
}

function programOf(sources: readonly YamlSource[], placement: Placement): Program {
  const files = sources.map(({ file }) => file);
  const from = files.length > 3 ? `${files.length} files` : files.join(', ');
  return {
    comments: [`Written by the migration of cdk8s-istio, from ${from}.`],
    statements: [
      { name: APP, expression: instance(cdk8s('App')) },
      ...placement.statements,
      { expression: call(member(variable(APP), 'synth')), startsParagraph: true },
    ],
  };
}

/** Each object with a key is left in its file; this holds should one slip through nevertheless. */
function leaks(code: string, { printsSecrets }: MigrationOptions): Migration['faults'] {
  return printsSecrets !== true && holdsSecret(code)
    ? [{ message: 'the code would hold a private key, and is not given out' }]
    : [];
}
