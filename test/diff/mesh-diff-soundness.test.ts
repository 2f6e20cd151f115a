import fc from 'fast-check';
import { keyOfDifferences, differencesOf } from '../../src/diff/outcome/differences';
import { MeshDiff } from '../../src/diff/mesh-diff';
import { Mesh } from '../../src/mesh/mesh';
import { Client } from '../../src/simulation/client';
import { Request } from '../../src/simulation/request';
import { Simulation } from '../../src/simulation/simulation';
import { RequestTrace } from '../../src/simulation/request-trace';

const FIXED = [
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
    },
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { host: 'cart', subsets: ['a', 'b', 'c'].map((name) => ({ name, labels: { version: name } })) },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { selector: { app: 'cart' }, ports: [{ port: 80, name: 'http' }] },
  },
];

const path = fc.constantFrom('/', '/a', '/a/', '/a/b', '/ab', '/a/b/c', '/b', '/B', '/v1/x', '/v3/x');
const value = fc.constantFrom('1', '2', '12');
const text = fc.oneof(
  value.map((exact) => ({ exact })),
  value.map((prefix) => ({ prefix })),
  fc.constantFrom('1.*', '[12]', '1|2', '.+').map((regex) => ({ regex })),
  fc.constant({}),
);
const name = fc.constantFrom('x', 'y');
const match = fc.record(
  {
    uri: fc.oneof(
      path.map((exact) => ({ exact })),
      path.map((prefix) => ({ prefix })),
      fc.constantFrom('/a.*', '/v[0-9]/.*', '.*b', '/(a|b)/?').map((regex) => ({ regex })),
    ),
    ignoreUriCase: fc.boolean(),
    method: fc.constantFrom({ exact: 'GET' }, { exact: 'POST' }, { regex: 'P.*' }),
    headers: fc.dictionary(name, text, { minKeys: 1, maxKeys: 2 }),
    withoutHeaders: fc.dictionary(name, text, { minKeys: 1, maxKeys: 1 }),
    queryParams: fc.dictionary(name, text, { minKeys: 1, maxKeys: 1 }),
    sourceLabels: fc.constantFrom({ app: 'x' }),
  },
  { requiredKeys: [] },
);
const action = fc.oneof(
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('/', '/r', undefined), fc.constantFrom('1s', undefined))
    .map(([subset, uri, timeout]) => ({
      route: [{ destination: { host: 'cart', subset } }],
      ...(uri === undefined ? {} : { rewrite: { uri } }),
      ...(timeout === undefined ? {} : { timeout }),
    })),
  fc.constantFrom(200, 404).map((status) => ({ directResponse: { status } })),
  fc.constantFrom('/x', '/y').map((uri) => ({ redirect: { uri } })),
);
const route = fc.tuple(fc.array(match, { maxLength: 2 }), action).map(([matches, does]) => ({
  ...(matches.length === 0 ? {} : { match: matches }),
  ...does,
}));
type Route = object;

/** One change of a list of routes. */
const mutation = fc.tuple(fc.constantFrom('remove', 'insert', 'replace', 'swap'), fc.nat(5), route);

function mutated(routes: readonly Route[], [how, at, other]: readonly [string, number, Route]): readonly Route[] {
  const index = at % Math.max(routes.length, 1);
  const [before, after] = [routes.slice(0, index), routes.slice(index + 1)];
  switch (how) {
    case 'remove':
      return [...before, ...after];
    case 'insert':
      return [...before, other, ...routes.slice(index)];
    case 'replace':
      return [...before, other, ...after];
    default:
      return [...before, ...after.slice(0, 1), ...routes.slice(index, index + 1), ...after.slice(1)];
  }
}

function meshOf(routes: readonly Route[]): Mesh {
  const virtualService = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: { hosts: ['cart', 'cart.example.com'], gateways: ['web', 'mesh'], http: routes },
  };
  const objects = routes.length === 0 ? FIXED : [...FIXED, virtualService];
  return Mesh.fromYaml(objects.map((each) => ({ file: 'a.yaml', text: JSON.stringify(each) }))).asPartial();
}

const request = fc
  .record({
    path: fc.tuple(path, fc.constantFrom('', 'b', '/b', 'x')).map(([first, rest]) => first + rest),
    query: fc.constantFrom('', '?x=1', '?x=2', '?y=12'),
    method: fc.constantFrom('GET', 'POST', 'PUT'),
    headers: fc.dictionary(name, value, { maxKeys: 2 }),
    from: fc.constantFrom(Client.outside(), Client.pod('shop'), Client.pod('shop', { app: 'x' })),
  })
  .map(({ path: where, query, from, ...options }) =>
    Request.of(`http://${from.isOutside ? 'cart.example.com' : 'cart'}${where}${query}`, {
      ...options,
      from,
    }),
  );

/** What a reviewer sees of a change, but for the request that shows it. */
function kindOf(host: string, before: RequestTrace, after: RequestTrace): string {
  const routeOf = ({ route: found }: RequestTrace) => found && [found.source.object.key, found.source.index];
  return JSON.stringify([host, routeOf(before), routeOf(after), keyOfDifferences(differencesOf(before, after))]);
}

it('finds every kind of change that random requests show', () => {
  let shown = 0;
  fc.assert(
    fc.property(
      fc.array(route, { maxLength: 5 }),
      mutation,
      fc.array(request, { minLength: 30, maxLength: 30 }),
      (routes, change, requests) => {
        const [before, after] = [meshOf(routes), meshOf(mutated(routes, change))];
        const diff = MeshDiff.between(before, after);
        const kinds = new Set(diff.changes.map((each) => kindOf(each.host, each.before, each.after)));
        const hasHosts = diff.changes.some(
          ({ before: was, after: is }) =>
            was.virtualHost?.virtualServices.length === 0 ||
            was.virtualHost === undefined ||
            is.virtualHost === undefined,
        );
        const [one, other] = [new Simulation(before), new Simulation(after)];
        for (const sent of requests) {
          const [was, is] = [one.send(sent), other.send(sent)];
          if (differencesOf(was, is).length > 0 && !hasHosts) {
            shown += 1;
            const host = sent.from.isOutside ? 'cart.example.com' : 'cart.shop.svc.cluster.local';
            expect({
              kinds: [...kinds],
              has: kinds.has(kindOf(host, was, is)) ? '' : kindOf(host, was, is),
              of: `${sent.method} ${sent.target} ${JSON.stringify(sent.headers)} ${JSON.stringify(sent.from.labels)}`,
            }).toMatchObject({ has: '' });
          }
        }
        expect(MeshDiff.between(after, meshOf(mutated(routes, change))).changes).toEqual([]);
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 25) },
  );
  expect(shown).toBeGreaterThan(20);
});
