import { corsVerdict } from '../../../src/mesh/semantics/cors';
import { CorsPolicy } from '../../../src/mesh/wire/networking';

function ask(policy: CorsPolicy, method: string, headers: { [name: string]: string }) {
  const facts = {
    method,
    scheme: 'http',
    authority: 'a',
    path: '/',
    query: '',
    headers: new Map(Object.entries(headers)),
  };
  const { answered, allowed, headers: set } = corsVerdict(policy, facts);
  return { answered, allowed, headers: Object.fromEntries(set) };
}

const POLICY: CorsPolicy = { allowOrigins: [{ exact: 'https://a' }], allowMethods: ['GET', 'PUT'], maxAge: '1m' };
const PREFLIGHT = { origin: 'https://a', 'access-control-request-method': 'PUT' };

it('answers preflight requests of origins that it allows', () => {
  expect(ask(POLICY, 'OPTIONS', PREFLIGHT)).toEqual({
    answered: true,
    allowed: true,
    headers: {
      'access-control-allow-origin': 'https://a',
      'access-control-allow-methods': 'GET,PUT',
      'access-control-max-age': '60',
    },
  });
});

it.each([
  ['a stranger', {}, false],
  ['a stranger, who is to be answered', { unmatchedPreflights: 'IGNORE' }, true],
] as const)('tells nothing to %s', (_name, more, answered) => {
  const stranger = { ...PREFLIGHT, origin: 'https://b' };
  expect(ask({ ...POLICY, ...more }, 'OPTIONS', stranger)).toEqual({ answered, allowed: false, headers: {} });
});

it('lets requests without an origin, and those that are none of its business, through', () => {
  expect(ask(POLICY, 'GET', {})).toEqual({ answered: false, allowed: undefined, headers: {} });
  expect(ask(POLICY, 'OPTIONS', { origin: 'https://a' }).answered).toBe(false);
});

it('allows everybody by a star', () => {
  expect(ask({ allowOrigin: ['*'] }, 'GET', { origin: 'https://any' }).allowed).toBe(true);
});
