import { misuse } from '../../../kernel/errors';
import { AcmeChallenge } from '../../acme-challenge';
import { wildcardByHttp } from '../../private/provable-names';
import { AcmeSolver } from '../acme-solver';

/** How well a solver suits a name, the more telling number first. */
type Rank = readonly [names: number, zoneLabels: number];

/**
 * How a name is proved by the solvers of an issuer, as cert-manager chooses among them; undefined where that depends on labels of the
 * Certificate.
 *
 * @throws if no solver can prove it.
 */
export function challengeFor(solvers: readonly AcmeSolver[], dnsName: string): AcmeChallenge | undefined {
  const suited = solvers.flatMap((solver) => {
    const rank = rankOf(solver, dnsName);
    return rank === undefined ? [] : [{ solver, rank }];
  });
  // ACME servers offer nothing else for a wildcard.
  const able = suited.filter(({ solver }) => !dnsName.startsWith('*') || solver._challenge === AcmeChallenge.DNS_01);
  if (able.length === 0) {
    throw suited.length > 0 ? wildcardByHttp(dnsName) : noSolver(solvers, dnsName);
  }
  const challenges = new Set(able.map(({ solver }) => solver._challenge));
  if (challenges.size > 1 && able.some(({ solver }) => solver._selector?.matchLabels !== undefined)) {
    return undefined;
  }
  const best = able.reduce((first, each) => (isBetter(each.rank, first.rank) ? each : first));
  return best.solver._challenge;
}

/** Undefined where the solver is not for the name. */
function rankOf({ _selector: selector }: AcmeSolver, dnsName: string): Rank | undefined {
  const { dnsNames = [], dnsZones = [] } = selector ?? {};
  const isNamed = dnsNames.includes(dnsName);
  const zoneLabels = dnsZones.filter((zone) => isBelow(dnsName, zone)).map((zone) => zone.split('.').length);
  const isForIt = (dnsNames.length === 0 || isNamed) && (dnsZones.length === 0 || zoneLabels.length > 0);
  return isForIt ? [isNamed ? 1 : 0, Math.max(0, ...zoneLabels)] : undefined;
}

function isBelow(dnsName: string, zone: string): boolean {
  return `.${dnsName}`.toLowerCase().endsWith(`.${zone.toLowerCase()}`);
}

function isBetter(one: Rank, other: Rank): boolean {
  return one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]);
}

function noSolver(solvers: readonly AcmeSolver[], dnsName: string): Error {
  return misuse({
    rule: 'a solver of the issuer must be for each name of the certificate',
    received: `${dnsName}, with solvers for ${solvers.map(describe).join('; ')}`,
    fix: 'add its zone to the `dnsZones` of a solver, or a solver without dnsNames and dnsZones',
  });
}

function describe({ _selector: selector }: AcmeSolver): string {
  const { dnsNames = [], dnsZones = [] } = selector ?? {};
  const zones = dnsZones.map((zone) => `zone ${zone}`);
  return [...dnsNames, ...zones].join(', ');
}
