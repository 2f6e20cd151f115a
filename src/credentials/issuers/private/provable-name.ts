import { misuse } from '../../../kernel/errors';
import { AcmeChallenge } from '../../acme-challenge';
import { wildcardByHttp } from '../../private/provable-names';
import { chooseSolver, SolverScope } from '../../private/solver-choice';

/**
 * How a name is proved by the solvers of an issuer; undefined where that depends on labels of the Certificate.
 *
 * @throws if no solver can prove it.
 */
export function challengeFor(solvers: readonly SolverScope[], dnsName: string): AcmeChallenge | undefined {
  const choice = chooseSolver(solvers, dnsName);
  switch (choice) {
    case 'by labels':
      return undefined;
    case 'wildcard':
      throw wildcardByHttp(dnsName);
    case 'none':
      throw misuse({
        rule: 'a solver of the issuer must be for each name of the certificate',
        received: `${dnsName}, with solvers for ${solvers.map(describe).join('; ')}`,
        fix: 'add its zone to the `dnsZones` of a solver, or a solver without dnsNames and dnsZones',
      });
    default:
      return choice.challenge;
  }
}

function describe({ dnsNames, dnsZones }: SolverScope): string {
  return [...dnsNames, ...dnsZones.map((zone) => `zone ${zone}`)].join(', ');
}
