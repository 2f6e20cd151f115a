import { App, Chart, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { Backend } from '../../src/networking/backend';
import { Destination } from '../../src/networking/destination';
import { HttpMatch } from '../../src/networking/http-match';
import { HttpRewrite } from '../../src/networking/http-rewrite';
import { HttpRoute } from '../../src/networking/http-route';
import { WeightedDestination } from '../../src/networking/weighted-destination';
import { misuseOf } from '../support/misuse-of';

const context = { owner: new Chart(new App(), 'chart'), namespace: 'shop' };
const cart = Destination.backend(Backend.named('cart'));
const blog = Destination.backend(Backend.named('blog', { namespace: 'web' }), { port: 80 });
const split =
  (...weights: Array<number | undefined>) =>
  () =>
    HttpRoute.split(weights.map((weight): WeightedDestination => ({ destination: cart, weight })));

test.each<[string, () => unknown, string, string, RegExp]>([
  ['no destination', split(), 'http.route must have a destination', '[]', /at least one/],
  [
    'a missing weight',
    split(1, undefined),
    'http.route[1].weight must be given: Istio takes a missing weight for 0',
    'nothing',
    /every destination/,
  ],
  [
    'a negative weight',
    split(1, -3),
    'http.route[1].weight must be a whole number from 0 to 2147483647',
    '-3',
    /number/,
  ],
  ['half a weight', split(0.5, 1), 'http.route[0].weight must be a whole number from 0 to 2147483647', '0.5', /number/],
  ['no number', split(1, NaN), 'http.route[1].weight must be a whole number from 0 to 2147483647', 'NaN', /number/],
  [
    'a weight above 32 bits',
    split(2147483648),
    'http.route[0].weight must be a whole number from 0 to 2147483647',
    '2147483648',
    /number/,
  ],
  ['zeros', split(0, 0), 'http.route must have a weight above 0', '[0,0]', /at least one/],
  [
    'a single zero',
    split(0),
    'http.route must not have 0 as its only weight: a single destination gets everything, whatever its weight',
    '0',
    /leave the weight out/,
  ],
  [
    'weights above 32 bits',
    split(2147483647, 2147483647, 2),
    'http.route must have weights of at most 4294967295 together',
    '[2147483647,2147483647,2]',
    /relative/,
  ],
  [
    'headers of a destination',
    () => HttpRoute.split([{ destination: cart, headers: { request: { remove: ['host'] } } }]),
    'http.route[0].headers.request.remove[0] must not be the authority: it can only be set, and only in requests',
    '"host"',
    /leave it out/,
  ],
  [
    'no time',
    () => HttpRoute.to(cart, { timeout: Duration.seconds(0) }),
    'http.timeout must be at least 1ms',
    '"0s"',
    /leave it out/,
  ],
  [
    'mirror and mirrors',
    () => HttpRoute.to(cart, { mirror: { destination: cart }, mirrors: [{ destination: blog }] }),
    'http must not have both mirror and mirrors',
    '1',
    /move/,
  ],
  [
    'mirrorPercent alone',
    () => HttpRoute.to(cart, { mirrorPercent: 5 }),
    'http.mirrorPercent must come with mirror',
    '5',
    /mirrors/,
  ],
  [
    'mirrorPercent twice',
    () => HttpRoute.to(cart, { mirror: { destination: cart, percentage: 1 }, mirrorPercent: 5 }),
    'http.mirrorPercent must not come with a percentage in mirror',
    '5',
    /out/,
  ],
  [
    'half a mirrorPercent',
    () => HttpRoute.to(cart, { mirror: { destination: cart }, mirrorPercent: 0.5 }),
    'http.mirrorPercent must be a whole number from 0 to 100',
    '0.5',
    /number/,
  ],
  [
    'a mirror above 100',
    () => HttpRoute.to(cart, { mirrors: [{ destination: cart }, { destination: cart, percentage: 101 }] }),
    'http.mirrors[1].percentage must be a percentage',
    '101',
    /0 to 100/,
  ],
  [
    'a mirror that is too fine',
    () => HttpRoute.to(cart, { mirror: { destination: cart, percentage: 1e-5 } }),
    'http.mirror.percentage must not be finer than Istio counts',
    '0.00001',
    /0\.0001/,
  ],
  [
    'the authority twice',
    () =>
      HttpRoute.to(cart, {
        rewrite: HttpRewrite.authority('a.test'),
        headers: { request: { set: { Host: 'b.test' } } },
      }),
    'http must set the authority of requests once',
    '["a.test","b.test"]',
    /keep one/,
  ],
  [
    'the authority set and added',
    () => HttpRoute.to(cart, { headers: { request: { set: { ':authority': 'a.test' }, add: { host: 'b.test' } } } }),
    'http must set the authority of requests once',
    '["a.test","b.test"]',
    /keep one/,
  ],
  [
    'a glued path',
    () => HttpRoute.to(cart, { match: [HttpMatch.pathPrefix('/a')], rewrite: HttpRewrite.uri('/b') }),
    "rewrite.uri must end in '/' with HttpMatch.pathPrefix(), which takes the slash behind the prefix too",
    '"/b"',
    /HttpRewrite\.pathPrefix/,
  ],
])('%s is refused', (_, action, rule, received, fix) => {
  expect(misuseOf(action)).toEqual({ rule, received, fix: expect.stringMatching(fix) });
});

test('split takes any weights that share something', () => {
  const weights = fc
    .array(fc.nat(1000), { minLength: 2, maxLength: 5 })
    .filter((all) => all.some((weight) => weight > 0));
  fc.assert(
    fc.property(weights, (all) => {
      expect(
        split(...all)()
          ._render(context)
          .route?.map(({ weight }) => weight),
      ).toEqual(all);
    }),
  );
});
