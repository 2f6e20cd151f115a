import { YamlSource } from '../mesh/yaml-source';
import { Environment, evaluate } from './code/evaluate';
import { call, cdk8s, instance, member, variable } from './code/expression';
import { printTypeScript, Program } from './code/program';
import { Migration } from './migration';
import { MigrationOptions } from './options';
import { Manifest, readManifests } from './manifest';
import { APP } from './charts';
import { Placement, Restrictions } from './placement';
import { constructsBelow, faultsOf } from './scratch';
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
  const placement = placeSoundly(manifests, options);
  const program = programOf(sources, placement);
  const code = printTypeScript(program);
  return {
    program,
    code,
    objects: placement.objects.map(({ manifest, form, reason, expression }) => ({
      manifest,
      form,
      reason,
      overridden: overriddenIn(expression),
    })),
    faults: [...faults, ...placement.faults, ...leaks(code, options)],
  };
}

/** Places the objects so that no construct is wrong by its own account, and no pattern stands in the way of another. */
function placeSoundly(manifests: readonly Manifest[], options: MigrationOptions): Placement {
  let restrictions: Restrictions = { plain: new Set(), usesPatterns: true };
  for (let round = 1; ; round++) {
    const placement = new Placement(manifests, options, restrictions);
    const faulty = placement.faulty();
    const clashes = restrictions.usesPatterns && placement.usesPatterns && !isValid(placement, options);
    if (round === MOST_ROUNDS || (faulty.length === 0 && !clashes)) {
      return placement;
    }
    restrictions = { plain: new Set([...restrictions.plain, ...faulty]), usesPatterns: !clashes };
  }
}

/** Whether an app of these statements would be synthesized. */
function isValid({ statements }: Placement, { modules }: MigrationOptions): boolean {
  const environment: Environment = { modules, variables: new Map(), results: new WeakMap() };
  const app = evaluate(instance(cdk8s('App')), environment);
  environment.variables.set(APP, app);
  for (const { name, expression } of statements) {
    const value = evaluate(expression, environment);
    if (name !== undefined) {
      environment.variables.set(name, value);
    }
  }
  return constructsBelow(app).every((construct) => faultsOf(construct).length === 0);
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
