import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import * as networking from '../../imports/networking';
import {
  Backend,
  Destination,
  FaultAbort,
  HttpFault,
  HttpMatch,
  HttpMatchConditions,
  HttpRewrite,
  HttpRoute,
  RouteOrder,
  StringMatch,
  VirtualService,
} from '../../src';
import { schemaErrors } from '../support/crd-schema';

interface Request {
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
}

/** Where a request ends up, and what goes wrong on the way. */
interface Outcome {
  readonly host?: string;
  readonly path: string;
  readonly status?: number;
}

const path = fc.constantFrom('/', '/a', '/a/', '/a/b', '/a/b/c', '/ab', '/c');
const value = fc.constantFrom('1', '2');
const headers = fc.dictionary(fc.constantFrom('x', 'y'), value, { maxKeys: 2 });
const request: fc.Arbitrary<Request> = fc.record({ path, headers });

const conditions: fc.Arbitrary<HttpMatchConditions> = headers.map((map) => ({
  headers: Object.fromEntries(Object.entries(map).map(([name, text]) => [name, StringMatch.exact(text)])),
}));
const match = fc.oneof(
  fc.tuple(path, conditions).map(([p, c]) => HttpMatch.exactPath(p, c)),
  fc.tuple(path, conditions).map(([p, c]) => HttpMatch.pathPrefix(p, c)),
  fc.tuple(path, conditions).map(([p, c]) => HttpMatch.rawPathPrefix(p, c)),
  conditions.map((c) => HttpMatch.anyPath(c)),
);
const matches = fc.option(fc.array(match, { minLength: 1, maxLength: 2 }), { nil: undefined });
const routes = fc.array(fc.record({ match: matches, isRewritten: fc.boolean() }), { minLength: 1, maxLength: 4 });
const faults = fc.array(matches, { minLength: 1, maxLength: 3 });

const STATUSES = [500, 501, 502];

test('whatever the faults, each request meets the one that is meant for it, and goes where it went before', () => {
  let injected = 0;
  fc.assert(
    fc.property(
      routes,
      faults,
      fc.array(request, { minLength: 10, maxLength: 10 }),
      fc.constantFrom(...Object.values(RouteOrder)),
      (given, meant, requests, routeOrder) => {
        const chart = new Chart(new App(), 'shop');
        const http = given.map(({ match: own, isRewritten }, index) => makeRoute(own, isRewritten, index));
        const virtualService = new VirtualService(chart, 'routes', { hosts: ['shop'], http, routeOrder });
        const before = specOf(virtualService);
        const owner = { owner: virtualService };
        const known = meant.flatMap((own, index) => {
          const fault = HttpFault.abort(FaultAbort.httpStatus(STATUSES[index], 100));
          if (!succeeds(() => virtualService._injectFault({ name: `fault-${index}`, match: own, fault }))) {
            return [];
          }
          return [{ status: STATUSES[index], match: own?.flatMap((entry) => entry._render(owner)) }];
        });
        if (!succeeds(() => specOf(virtualService))) {
          return;
        }
        const after = specOf(virtualService);
        injected += after.length > before.length ? 1 : 0;
        expect(schemaErrors(virtualService.toJson() as never)).toEqual([]);
        for (const one of requests) {
          const expected = outcomeOf(before, one);
          const fault = known.find((entry) => fits(entry.match, one));
          expect(outcomeOf(after, one)).toEqual({
            ...expected,
            status: expected.host === undefined ? undefined : fault?.status,
          });
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(injected).toBeGreaterThan(50);
});

function makeRoute(match: HttpMatch[] | undefined, isRewritten: boolean, index: number): HttpRoute {
  const rewrite = isRewritten ? HttpRewrite.uri('/new/') : undefined;
  const isTaken = (match ?? []).some((entry) => entry._uris.length > 1);
  return HttpRoute.to(Destination.backend(Backend.named(`backend-${index}`)), {
    match,
    rewrite: isTaken ? undefined : rewrite,
  });
}

function succeeds(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch (error) {
    expect((error as Error).message).toMatch(/two faults|must touch a route/);
    return false;
  }
}

function specOf(virtualService: VirtualService): networking.HttpRoute[] {
  return (virtualService.toJson() as { spec: { http: networking.HttpRoute[] } }).spec.http;
}

/** What Envoy would do, as far as these routes go. */
function outcomeOf(http: readonly networking.HttpRoute[], request: Request): Outcome {
  for (const route of http) {
    const own = route.match ?? [{}];
    const entry = own.find((one) => fits([one], request));
    if (entry !== undefined) {
      return {
        host: route.route?.[0].destination.host,
        path: rewritten(route.rewrite, entry.uri, request.path),
        status: route.fault?.abort?.httpStatus,
      };
    }
  }
  return { path: request.path };
}

function rewritten(
  rewrite: networking.HttpRewrite | undefined,
  uri: networking.StringMatch | undefined,
  path: string,
): string {
  if (rewrite?.uriRegexRewrite !== undefined) {
    const { match = '', rewrite: substitution = '' } = rewrite.uriRegexRewrite;
    return path.replace(new RegExp(match), substitution);
  }
  const matched = uri === undefined ? '/' : (uri.exact ?? uri.prefix ?? '');
  return rewrite?.uri === undefined ? path : `${rewrite.uri}${path.slice(matched.length)}`;
}

function fits(matches: readonly networking.HttpMatchRequest[] | undefined, { path, headers }: Request): boolean {
  return (matches ?? [{}]).some(
    ({ uri, headers: asked }: networking.HttpMatchRequest) =>
      (uri?.exact === undefined || uri.exact === path) &&
      (uri?.prefix === undefined || path.startsWith(uri.prefix)) &&
      Object.entries(asked ?? {}).every(([name, { exact }]) => headers[name] === exact),
  );
}
