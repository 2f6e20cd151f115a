import { misuse } from '../../kernel/errors';
import { AcmeChallenge } from '../acme-challenge';

/** Which challenges a solver of an ACME issuer answers, and for which names and Certificates it is. */
export interface SolverScope {
  readonly challenge: AcmeChallenge;
  /** None for any name. */
  readonly dnsNames: readonly string[];
  /** None for any zone. */
  readonly dnsZones: readonly string[];
  /** None for any Certificate. */
  readonly matchLabels: { readonly [label: string]: string };
}

/** How an issuer has a name proved, as far as that can be known. */
export type SolverChoice =
  | { readonly challenge: AcmeChallenge }
  /** Labels decide, which are not known. */
  | 'by labels'
  /** A wildcard, and only solvers by HTTP-01 are for it. */
  | 'wildcard'
  /** No solver is for the name. */
  | 'none';

interface Candidate {
  readonly challenge: AcmeChallenge;
  /** How well it suits the name, the more telling number first: its name, labels of its zone, labels of the Certificate. */
  readonly rank: readonly number[];
}

/**
 * Which solver of an issuer cert-manager takes for a name.
 *
 * @param labels those of the Certificate; undefined where they are not known.
 * @see https://cert-manager.io/docs/configuration/acme/#adding-multiple-solver-types
 */
export function chooseSolver(
  solvers: readonly SolverScope[],
  dnsName: string,
  labels?: { readonly [label: string]: string },
): SolverChoice {
  const suited = solvers.flatMap((solver) => candidateOf(solver, dnsName, labels));
  // ACME servers offer nothing else for a wildcard.
  const able = suited.filter(({ challenge }) => !dnsName.startsWith('*') || challenge === AcmeChallenge.DNS_01);
  if (able.length === 0) {
    return suited.length > 0 ? 'wildcard' : 'none';
  }
  const isSame = able.every(({ challenge }) => challenge === able[0].challenge);
  const dependsOnLabels = solvers.some(({ matchLabels }) => Object.keys(matchLabels).length > 0);
  if (labels === undefined && dependsOnLabels && !isSame) {
    return 'by labels';
  }
  return able.reduce((first, each) => (isBetter(each.rank, first.rank) ? each : first));
}

function candidateOf(
  { challenge, dnsNames, dnsZones, matchLabels }: SolverScope,
  dnsName: string,
  labels: { readonly [label: string]: string } | undefined,
): Candidate[] {
  const isNamed = dnsNames.includes(dnsName);
  const zones = dnsZones.filter((zone) => isBelow(dnsName, zone)).map((zone) => zone.split('.').length);
  const wanted = Object.entries(matchLabels);
  const isForIt =
    (dnsNames.length === 0 || isNamed) &&
    (dnsZones.length === 0 || zones.length > 0) &&
    (labels === undefined || wanted.every(([label, value]) => labels[label] === value));
  return isForIt ? [{ challenge, rank: [isNamed ? 1 : 0, Math.max(0, ...zones), wanted.length] }] : [];
}

function isBelow(dnsName: string, zone: string): boolean {
  return `.${dnsName}`.toLowerCase().endsWith(`.${zone.toLowerCase()}`);
}

function isBetter(one: readonly number[], other: readonly number[]): boolean {
  const differing = one.findIndex((each, index) => each !== other[index]);
  return differing >= 0 && one[differing] > other[differing];
}

/** The error for a wildcard that is to be proved by HTTP-01; whoever asks adds the construct. */
export function wildcardByHttp(dnsName: string): Error {
  return misuse({
    rule: 'HTTP-01 can prove no wildcard, because ACME has no host to ask',
    received: dnsName,
    fix: 'use an issuer with DNS-01, or name the hosts one by one',
  });
}
