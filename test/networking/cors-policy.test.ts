import { App, Chart, Duration } from 'cdk8s';
import { StringMatch } from '../../src/kernel/string-match';
import { CorsMethod, CorsPolicy, UnmatchedPreflights } from '../../src/networking/cors-policy';
import { HttpDirectResponse } from '../../src/networking/http-direct-response';
import { HttpRoute } from '../../src/networking/http-route';
import { misuseOf } from '../support/misuse-of';

const context = { owner: new Chart(new App(), 'chart') };
const routeWith = (cors: CorsPolicy) => HttpRoute.directResponse(HttpDirectResponse.status(200), { cors });
const render = (route: HttpRoute) => JSON.parse(JSON.stringify(route._render(context))).corsPolicy;

test.each<[string, CorsPolicy, object]>([
  ['nothing', {}, {}],
  [
    'allowOrigins',
    { allowOrigins: [StringMatch.exact('*'), StringMatch.prefix('https://')] },
    { allowOrigins: [{ exact: '*' }, { prefix: 'https://' }] },
  ],
  ['no allowOrigins', { allowOrigins: [] }, { allowOrigins: [] }],
  ['allowOrigin', { allowOrigin: ['*'] }, { allowOrigin: ['*'] }],
  ['allowMethods', { allowMethods: [CorsMethod.ANY, CorsMethod.PATCH] }, { allowMethods: ['*', 'PATCH'] }],
  ['allowHeaders', { allowHeaders: ['*', 'x-a'] }, { allowHeaders: ['*', 'x-a'] }],
  ['exposeHeaders', { exposeHeaders: [] }, { exposeHeaders: [] }],
  ['maxAge', { maxAge: Duration.minutes(90) }, { maxAge: '90m' }],
  ['credentials', { allowCredentials: true }, { allowCredentials: true }],
  ['no credentials', { allowCredentials: false }, { allowCredentials: false }],
  ['unmatchedPreflights', { unmatchedPreflights: UnmatchedPreflights.IGNORE }, { unmatchedPreflights: 'IGNORE' }],
])('%s', (_, cors, expected) => {
  expect(render(routeWith(cors))).toEqual(expected);
});

test('the methods are those that Istio knows', () => {
  expect(Object.values(CorsMethod)).toEqual([
    '*',
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'CONNECT',
    'OPTIONS',
    'TRACE',
  ]);
});

test.each<[string, CorsPolicy, string, string, RegExp]>([
  [
    'an empty origin',
    { allowOrigins: [StringMatch.exact('')] },
    'http.cors.allowOrigins[0] must not be empty',
    '""',
    /text/,
  ],
  ['an empty older origin', { allowOrigin: ['a', ''] }, 'http.cors.allowOrigin[1] must not be empty', '""', /text/],
  [
    'both fields',
    { allowOrigins: [], allowOrigin: ['a'] },
    'http.cors must not have both allowOrigins and allowOrigin, of which Istio ignores the second',
    '["a"]',
    /StringMatch\.exact/,
  ],
  [
    'an allowed header',
    { allowHeaders: ['x a'] },
    'http.cors.allowHeaders[0] must be the name of a header',
    '"x a"',
    /letters/,
  ],
  [
    'an exposed header',
    { exposeHeaders: [''] },
    'http.cors.exposeHeaders[0] must be the name of a header',
    '""',
    /letters/,
  ],
  [
    'a part of a second',
    { maxAge: Duration.millis(1500) },
    'http.cors.maxAge must be whole seconds',
    '"1500ms"',
    /round/,
  ],
  ['no time', { maxAge: Duration.seconds(0) }, 'http.cors.maxAge must be at least 1ms', '"0s"', /longer/],
])('%s is refused', (_, cors, rule, received, fix) => {
  expect(misuseOf(() => routeWith(cors))).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});

test('what was passed can change later without effect', () => {
  const cors = { allowMethods: [CorsMethod.GET], allowHeaders: ['x-a'], allowOrigins: [StringMatch.exact('a')] };
  const route = routeWith(cors);
  const before = render(route);
  cors.allowMethods.push(CorsMethod.PUT);
  cors.allowHeaders.push('x-b');
  cors.allowOrigins.pop();
  expect(render(route)).toEqual(before);
});
