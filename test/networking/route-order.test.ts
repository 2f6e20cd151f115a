import { App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { StringMatch } from '../../src/kernel/string-match';
import { Gateway } from '../../src/networking/gateway';
import { HttpDirectResponse } from '../../src/networking/http-direct-response';
import { HttpMatch } from '../../src/networking/http-match';
import { HttpRoute } from '../../src/networking/http-route';
import { RouteOrder } from '../../src/networking/route-order';
import { VirtualService } from '../../src/networking/virtual-service';

const X = StringMatch.exact('x');

/** From the narrowest to the widest. */
const NARROW_TO_WIDE: Array<[string, HttpMatch[] | undefined]> = [
  ['long exact', [HttpMatch.exactPath('/api/users')]],
  ['exact with a header', [HttpMatch.exactPath('/api', { presentHeaders: ['x'] })]],
  ['exact', [HttpMatch.exactPath('/api', { name: 'named', statPrefix: 'counted', ignoreUriCase: true })]],
  ['long prefix', [HttpMatch.rawPathPrefix('/api/users/')]],
  ['prefix of segments', [HttpMatch.pathPrefix('/items')]],
  ['prefix with two conditions', [HttpMatch.rawPathPrefix('/shop', { method: X, queryParams: { a: X } })]],
  ['prefix with a condition', [HttpMatch.rawPathPrefix('/cart', { gateways: [Gateway.MESH] })]],
  ['prefix', [HttpMatch.rawPathPrefix('/blog')]],
  ['regex', [HttpMatch.path(StringMatch.regex('/a/.*'))]],
  ['regex that takes a letter back', [HttpMatch.path(StringMatch.regex('/b?c'))]],
  ['several', [HttpMatch.exactPath('/very/long/path'), HttpMatch.header('x', X, { port: 80 })]],
  ['header', [HttpMatch.header('x', X)]],
  ['empty match', [HttpMatch.anyPath({})]],
  ['no match', undefined],
];
const NAMES = NARROW_TO_WIDE.map(([name]) => name);
const ROUTES = NARROW_TO_WIDE.map(([name, match]) =>
  HttpRoute.directResponse(HttpDirectResponse.status(200), { name, match }),
);

function renderedNames(http: HttpRoute[], routeOrder?: RouteOrder): unknown[] {
  const chart = new Chart(new App(), 'chart');
  new VirtualService(chart, 'routes', { hosts: ['a.test'], http, routeOrder });
  return Testing.synth(chart)[0].spec.http.map(({ name }: { name: string }) => name);
}

test('routes are rendered as they were added', () => {
  const reversed = [...ROUTES].reverse();
  expect(renderedNames(reversed)).toEqual([...NAMES].reverse());
  expect(renderedNames(reversed, RouteOrder.AS_ADDED)).toEqual([...NAMES].reverse());
});

test('the most specific first, in whatever order they were added', () => {
  const anyOrder = fc.shuffledSubarray(ROUTES, { minLength: ROUTES.length });
  fc.assert(
    fc.property(anyOrder, (routes) => {
      expect(renderedNames(routes, RouteOrder.MOST_SPECIFIC_FIRST)).toEqual(NAMES);
    }),
    { numRuns: 30 },
  );
});

test('equally specific routes stay in the order they were added', () => {
  const answer = (name: string) =>
    HttpRoute.directResponse(HttpDirectResponse.status(200), { name, match: [HttpMatch.rawPathPrefix(`/${name}`)] });
  expect(renderedNames([answer('b'), answer('a'), answer('c')], RouteOrder.MOST_SPECIFIC_FIRST)).toEqual([
    'b',
    'a',
    'c',
  ]);
});
