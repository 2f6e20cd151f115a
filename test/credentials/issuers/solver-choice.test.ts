import * as fc from 'fast-check';
import { AcmeChallenge, AcmeSolver, AcmeSolverOptions, Dns01Provider } from 'cdk8s-istio';
import { challengeFor as challengeOf } from '../../../src/credentials/issuers/private/challenge';
import { chooseSolver } from '../../../src/credentials/private/solver-choice';
import { errorOf } from '../support/binding';

const { HTTP_01, DNS_01 } = AcmeChallenge;
const http = (options?: AcmeSolverOptions): AcmeSolver => AcmeSolver.http01(undefined, options);
const challengeFor = (solvers: readonly AcmeSolver[], name: string): AcmeChallenge | undefined =>
  challengeOf(
    solvers.map((solver) => solver._scope),
    name,
  );
const dns = (options?: AcmeSolverOptions): AcmeSolver => AcmeSolver.dns01(Dns01Provider.route53(), options);

test.each<[string, AcmeSolver[], string, AcmeChallenge | undefined]>([
  ['the only one', [http()], 'a.example.com', HTTP_01],
  ['the first of two for all', [http(), dns()], 'a.example.com', HTTP_01],
  ['the one that can, for a wildcard', [http(), dns()], '*.example.com', DNS_01],
  ['the one for the zone', [http(), dns({ dnsZones: ['example.com'] })], 'a.example.com', DNS_01],
  ['a zone is for itself', [http(), dns({ dnsZones: ['example.com'] })], 'example.com', DNS_01],
  ['a zone ends at a dot', [http(), dns({ dnsZones: ['example.com'] })], 'myexample.com', HTTP_01],
  ['a zone in other letters', [http(), dns({ dnsZones: ['Example.com'] })], 'a.example.com', DNS_01],
  [
    'the longer zone',
    [dns({ dnsZones: ['example.com'] }), http({ dnsZones: ['a.example.com'] })],
    'b.a.example.com',
    HTTP_01,
  ],
  [
    'the name before the zone',
    [dns({ dnsZones: ['a.example.com'] }), http({ dnsNames: ['a.example.com'] })],
    'a.example.com',
    HTTP_01,
  ],
  ['a wildcard by its name', [http(), dns({ dnsNames: ['*.example.com'] })], '*.example.com', DNS_01],
  ['labels that nobody knows', [http(), dns({ matchLabels: { a: 'b' } })], 'a.example.com', undefined],
  ['labels that do not matter', [dns(), dns({ matchLabels: { a: 'b' } })], 'a.example.com', DNS_01],
  ['labels for another name', [http(), dns({ matchLabels: { a: 'b' }, dnsNames: ['b.com'] })], 'a.com', HTTP_01],
])('%s', (_, solvers, name, expected) => {
  expect(challengeFor(solvers, name)).toBe(expected);
});

test.each<[string, { [label: string]: string }, object | string]>([
  ['both', { team: 'shop', tier: 'web' }, { challenge: DNS_01 }],
  ['one', { team: 'shop' }, { challenge: HTTP_01 }],
  ['none', {}, 'none'],
])('labels of the Certificate, where they are known: %s', (_, labels, expected) => {
  const solvers = [http({ matchLabels: { team: 'shop' } }), dns({ matchLabels: { team: 'shop', tier: 'web' } })];
  const scopes = solvers.map((solver) => solver._scope);
  expect(chooseSolver(scopes, 'a.example.com', labels)).toEqual(
    typeof expected === 'string' ? expected : expect.objectContaining(expected),
  );
});

test('a name that no solver is for is refused, and so is a wildcard by HTTP-01', () => {
  const solvers = [http({ dnsZones: ['example.com'] }), dns({ dnsNames: ['a.org', 'b.org'] })];
  const error = errorOf(() => challengeFor(solvers, 'shop.net'));
  expect(error).toMatch(/a solver of the issuer must be for each name/);
  expect(error).toMatch(/received: "shop.net, with solvers for zone example.com; a.org, b.org"/);
  expect(errorOf(() => challengeFor(solvers, '*.example.com'))).toMatch(/HTTP-01 can prove no wildcard/);
});

/** What the documentation of cert-manager says, one rule after the other. */
function documented(solvers: readonly Choice[], name: string): AcmeChallenge | undefined {
  const inZone = (zone: string): boolean => name === zone || name.endsWith(`.${zone}`);
  const able = solvers.filter(
    ({ isDns, dnsNames, dnsZones }) =>
      (isDns || !name.startsWith('*.')) &&
      (dnsNames === undefined || dnsNames.length === 0 || dnsNames.includes(name)) &&
      (dnsZones === undefined || dnsZones.length === 0 || dnsZones.some(inZone)),
  );
  const named = able.filter(({ dnsNames }) => dnsNames?.includes(name));
  const left = named.length > 0 ? named : able;
  const longest = (choice: Choice): number =>
    (choice.dnsZones ?? []).filter(inZone).reduce((most, zone) => Math.max(most, zone.split('.').length), 0);
  const most = Math.max(...left.map(longest));
  const chosen = left.find((choice) => longest(choice) === most);
  return chosen && (chosen.isDns ? DNS_01 : HTTP_01);
}

interface Choice {
  readonly isDns: boolean;
  readonly dnsNames?: string[];
  readonly dnsZones?: string[];
}

const zone = fc.constantFrom('com', 'example.com', 'a.example.com', 'b.a.example.com');
const name = fc.oneof(
  zone,
  zone.map((each) => `*.${each}`),
);
const choice: fc.Arbitrary<Choice> = fc.record({
  isDns: fc.boolean(),
  dnsNames: fc.option(fc.array(name, { maxLength: 2 }), { nil: undefined }),
  dnsZones: fc.option(fc.array(zone, { maxLength: 2 }), { nil: undefined }),
});

test('cert-manager would choose the same', () => {
  fc.assert(
    fc.property(fc.array(choice, { minLength: 1, maxLength: 5 }), name, (choices, dnsName) => {
      const solvers = choices.map(({ isDns, ...options }) => (isDns ? dns(options) : http(options)));
      const expected = documented(choices, dnsName);
      if (expected === undefined) {
        expect(() => challengeFor(solvers, dnsName)).toThrow(/no wildcard|must be for each name/);
      } else {
        expect(challengeFor(solvers, dnsName)).toBe(expected);
      }
    }),
  );
});
