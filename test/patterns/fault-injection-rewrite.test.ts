import { App, Chart, Testing } from 'cdk8s';
import {
  Backend,
  Destination,
  FaultAbort,
  FaultInjection,
  FaultTarget,
  HttpMatch,
  HttpRewrite,
  HttpRoute,
  StringMatch,
  VirtualService,
} from '../../src';

const to = () => Destination.backend(Backend.named('shop'));
const abort = FaultAbort.httpStatus(503, 100);
const tester = (value: string) => HttpMatch.header('x-chaos', StringMatch.exact(value));
const routesOf = (chart: Chart): unknown => Testing.synth(chart)[0].spec.http;
const routed = (...http: HttpRoute[]) => {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const virtualService = new VirtualService(chart, 'routes', { hosts: ['shop'], http });
  return { chart, target: FaultTarget.virtualService(virtualService) };
};

describe('a copy rewrites the path as its route does', () => {
  const copyOf = (match: HttpMatch | undefined, rewrite: HttpRewrite, narrower: HttpMatch): unknown => {
    const { chart, target } = routed(HttpRoute.to(to(), { match: match && [match], rewrite }));
    new FaultInjection(chart, 'chaos', { target, abort, match: [narrower] });
    const [copy] = routesOf(chart) as Array<{ rewrite: unknown }>;
    return copy.rewrite;
  };

  test.each<[string, HttpMatch | undefined, HttpRewrite, HttpMatch, unknown]>([
    [
      'the prefix, where the copy has a longer path',
      HttpMatch.rawPathPrefix('/v1.0/'),
      HttpRewrite.uri('/'),
      HttpMatch.exactPath('/v1.0/users'),
      { uriRegexRewrite: { match: '^/v1\\.0/', rewrite: '/' } },
    ],
    [
      'the same in any letters',
      HttpMatch.rawPathPrefix('/old/', { ignoreUriCase: true }),
      HttpRewrite.uri('/new\\/', { authority: 'a' }),
      HttpMatch.exactPath('/OLD/users', { ignoreUriCase: true }),
      { uriRegexRewrite: { match: '(?i)^/old/', rewrite: '/new\\\\/' }, authority: 'a' },
    ],
    [
      'the first slash, where the route has no path',
      undefined,
      HttpRewrite.uri('/new/'),
      HttpMatch.exactPath('/users'),
      { uriRegexRewrite: { match: '^/', rewrite: '/new/' } },
    ],
    [
      'an exact path as a whole',
      HttpMatch.exactPath('/a'),
      HttpRewrite.uri('/b'),
      HttpMatch.rawPathPrefix('/'),
      { uri: '/b' },
    ],
    ['a prefix', HttpMatch.rawPathPrefix('/a/'), HttpRewrite.uri('/b/'), tester('1'), { uri: '/b/' }],
    [
      'by expression',
      HttpMatch.pathPrefix('/a'),
      HttpRewrite.pathPrefix('/a', '/b'),
      HttpMatch.exactPath('/a/c'),
      { uriRegexRewrite: { match: '^/a(/|$)', rewrite: '/b\\1' } },
    ],
  ])('%s', (_, match, rewrite, narrower, expected) => {
    expect(copyOf(match, rewrite, narrower)).toEqual(expected);
  });

  test('with one copy for each prefix that is replaced', () => {
    const { chart, target } = routed(
      HttpRoute.to(to(), {
        match: [HttpMatch.rawPathPrefix('/a/'), HttpMatch.rawPathPrefix('/b/')],
        rewrite: HttpRewrite.uri('/'),
      }),
    );
    new FaultInjection(chart, 'chaos', {
      target,
      abort,
      match: [HttpMatch.exactPath('/a/x'), HttpMatch.exactPath('/b/x')],
    });
    expect(routesOf(chart)).toMatchObject([
      { match: [{ uri: { exact: '/a/x' } }], rewrite: { uriRegexRewrite: { match: '^/a/' } } },
      { match: [{ uri: { exact: '/b/x' } }], rewrite: { uriRegexRewrite: { match: '^/b/' } } },
      { rewrite: { uri: '/' } },
    ]);
  });
});
