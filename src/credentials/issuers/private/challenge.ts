import { misuse } from '../../../kernel/errors';
import { AcmeChallenge } from '../../acme-challenge';
import { chooseSolver, SolverScope, wildcardByHttp } from '../../private/solver-choice';

type Labels = { readonly [label: string]: string };

/**
 * How a name is proved by the solvers of an issuer; undefined where that depends on labels of the Certificate, and they are not given.
 *
 * @throws if no solver can prove it.
 */
export function challengeFor(
  solvers: readonly SolverScope[],
  dnsName: string,
  labels?: Labels,
): AcmeChallenge | undefined {
  const choice = chooseSolver(solvers, dnsName, labels);
  switch (choice) {
    case 'by labels':
      return undefined;
    case 'wildcard':
      throw wildcardByHttp(dnsName);
    case 'none':
      throw misuse({
        rule: 'a solver of the issuer must be for each name of the certificate',
        received: `${[dnsName, ...labelsOf(labels)].join(', ')}, with solvers for ${solvers.map(describe).join('; ')}`,
        fix: 'add its zone to the `dnsZones` of a solver, give the Certificate the labels of one, or add a solver that is for any',
      });
    default:
      return choice.challenge;
  }
}

function describe({ dnsNames, dnsZones, matchLabels }: SolverScope): string {
  return [...dnsNames, ...dnsZones.map((zone) => `zone ${zone}`), ...labelsOf(matchLabels)].join(', ');
}

function labelsOf(labels: Labels = {}): string[] {
  return Object.entries(labels).map(([label, value]) => `label ${label}=${value}`);
}
