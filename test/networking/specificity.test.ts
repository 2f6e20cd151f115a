import { App, Chart, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { Backend, Destination, HttpMatch, HttpRoute, RouteOrder, StringMatch, VirtualService } from '../../src';

const route = (name: string, ...match: HttpMatch[]) =>
  HttpRoute.to(Destination.backend(Backend.named('shop')), { name, match: match.length === 0 ? undefined : match });

function order(routes: HttpRoute[], routeOrder?: RouteOrder): string[] {
  const chart = new Chart(new App(), 'shop');
  new VirtualService(chart, 'routes', { hosts: ['shop.example.com'], http: routes, routeOrder });
  return Testing.synth(chart)[0].spec.http.map(({ name }: { name: string }) => name);
}

const FROM_NARROW_TO_WIDE = [
  route('exact, long', HttpMatch.exactPath('/api/users')),
  route('exact', HttpMatch.exactPath('/api')),
  route('prefix, long', HttpMatch.pathPrefix('/api/users')),
  route('regex that spells out more', HttpMatch.path(StringMatch.regex('/api/v[0-9]+'))),
  route('prefix with a header', HttpMatch.pathPrefix('/api', { headers: { 'x-test': StringMatch.exact('1') } })),
  route('prefix', HttpMatch.pathPrefix('/api')),
  route('regex that spells out /a', HttpMatch.path(StringMatch.regex('/ab?'))),
  route('every path', HttpMatch.pathPrefix('/')),
  route('two headers', HttpMatch.anyPath({ presentHeaders: ['x-a', 'x-b'] })),
  route('a header', HttpMatch.anyPath({ presentHeaders: ['x-a'] })),
  route('any path by regex', HttpMatch.path(StringMatch.regex('.*'))),
  route('one match of many', HttpMatch.exactPath('/api'), HttpMatch.anyPath({ name: 'all' })),
  route('everything'),
];

test('as added unless said otherwise', () => {
  expect(order(FROM_NARROW_TO_WIDE.slice().reverse())[0]).toBe('everything');
  expect(order([FROM_NARROW_TO_WIDE[2], FROM_NARROW_TO_WIDE[0]], RouteOrder.AS_ADDED)).toEqual([
    'prefix, long',
    'exact, long',
  ]);
});

test('from narrow to wide, in whatever order they are added', () => {
  const names = FROM_NARROW_TO_WIDE.map(({ name }) => name);
  fc.assert(
    fc.property(fc.shuffledSubarray(FROM_NARROW_TO_WIDE, { minLength: names.length }), (shuffled) => {
      const ordered = order(shuffled, RouteOrder.MOST_SPECIFIC_FIRST);
      const ties = new Set(['any path by regex', 'one match of many']);
      expect(ordered.filter((name) => !ties.has(name))).toEqual(names.filter((name) => !ties.has(name ?? '')));
      expect(ordered.slice(-3, -1).sort()).toEqual([...ties].sort());
    }),
  );
});

test('alike routes stay in the order they were added in', () => {
  const alike = ['a', 'b', 'c'].map((name) => route(name, HttpMatch.pathPrefix('/api')));
  expect(order(alike, RouteOrder.MOST_SPECIFIC_FIRST)).toEqual(['a', 'b', 'c']);
});

test('a route never stands behind one that takes all its requests', () => {
  const segment = fc.constantFrom('a', 'ab', 'b');
  const path = fc.array(segment, { maxLength: 3 }).map((segments) => `/${segments.join('/')}`);
  const entry = fc.record({ path, exact: fc.boolean() });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 2, maxLength: 6 }), (entries) => {
      const routes = entries.map(({ path: text, exact }, index) =>
        route(`${index}`, exact ? HttpMatch.exactPath(text) : HttpMatch.pathPrefix(text)),
      );
      const ordered = order(routes, RouteOrder.MOST_SPECIFIC_FIRST).map((name) => entries[Number(name)]);
      const swallows = (a: (typeof entries)[0], b: (typeof entries)[0]) =>
        !a.exact && a.path !== b.path && `${b.path}/`.startsWith(a.path === '/' ? '/' : `${a.path}/`);
      ordered.forEach((later, index) => {
        expect(ordered.slice(0, index).some((earlier) => swallows(earlier, later))).toBe(false);
      });
    }),
  );
});
