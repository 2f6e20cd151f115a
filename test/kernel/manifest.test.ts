import { ApiObject, App, Chart, IResolver, JsonPatch, Lazy, ResolutionContext } from 'cdk8s';
import * as fc from 'fast-check';
import { Gateway, GatewayProps, GatewayWorkload, Server } from 'cdk8s-istio';

/** Both ways to the manifest, and the order of its keys: ours, and that of cdk8s. */
function bothWays(props: Partial<GatewayProps> = {}, resolvers?: IResolver[], change?: (gateway: Gateway) => void) {
  const chart = new Chart(new App({ resolvers }), 'chart', { namespace: 'web', labels: { team: 'a' } });
  const gateway = new Gateway(chart, 'gateway', {
    workload: GatewayWorkload.ingress(),
    servers: [Server.http({ hosts: ['a.example.com'] })],
    ...props,
  });
  change?.(gateway);
  const [ours, theirs] = [() => gateway.toJson(), () => ApiObject.prototype.toJson.call(gateway)].map((render) => {
    try {
      return JSON.stringify(render());
    } catch (error) {
      return String(error);
    }
  });
  return { ours, theirs };
}

test('what is plain is rendered as cdk8s does it', () => {
  const { ours, theirs } = bothWays();
  expect(ours).toBe(theirs);
  expect(JSON.parse(ours)).toMatchObject({ kind: 'Gateway', metadata: { namespace: 'web', labels: { team: 'a' } } });
});

test('any overrides are', () => {
  const value = fc.anything({ withDate: false, withMap: false, withSet: false, withObjectString: true, maxDepth: 4 });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value), (overrides) => {
      const { ours, theirs } = bothWays({ overrides });
      expect(ours).toBe(theirs);
    }),
  );
});

class Token {
  public resolve(): unknown {
    return { b: 2, a: [null, undefined, 1] };
  }
}

class Shout implements IResolver {
  public resolve(context: ResolutionContext): void {
    if (context.value === 'a.example.com') {
      context.replaceValue('A.EXAMPLE.COM');
    }
  }
}

test.each<[string, Partial<GatewayProps>, IResolver[] | undefined, ((gateway: Gateway) => void) | undefined, RegExp]>([
  [
    'a lazy value',
    { overrides: { x: { y: Lazy.any({ produce: () => ({ b: 1, a: 2 }) }) } } },
    undefined,
    undefined,
    /"a":2,"b":1/,
  ],
  ['a token', { overrides: { x: [new Token()] } }, undefined, undefined, /"b":2/],
  ['a plain object with resolve()', { overrides: { x: { resolve: () => 'late' } } }, undefined, undefined, /late/],
  ['a class instance', { overrides: { x: new (class Other {})() } }, undefined, undefined, /Other/],
  ['a function', { overrides: { x: { y: () => 1 } } }, undefined, undefined, /Gateway/],
  ['a resolver of the app', {}, [new Shout()], undefined, /A\.EXAMPLE\.COM/],
  ['a patch', {}, undefined, (gateway) => gateway.addJsonPatch(JsonPatch.add('/spec/x', 1)), /"x":1/],
  ['metadata that is added', {}, undefined, (gateway) => gateway.metadata.addAnnotation('k', 'v'), /"k":"v"/],
  [
    'a server that is added later',
    {},
    undefined,
    (gateway) => gateway.addServer(Server.http({ hosts: ['b.example.com'], portName: 'http-b' })),
    /b\.example\.com/,
  ],
])('%s is', (_, props, resolvers, change, expected) => {
  const { ours, theirs } = bothWays(props, resolvers, change);
  expect(ours).toBe(theirs);
  expect(ours).toMatch(expected);
});

test('unsorted keys stay as they are where cdk8s is told not to sort', () => {
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    const { ours, theirs } = bothWays({ overrides: { z: 1, a: 2 } });
    expect(ours).toBe(theirs);
    expect(ours).toMatch(/"z":1,"a":2/);
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

test('an app has the resolvers that plain values need not go through', () => {
  expect(new App().resolvers.map((resolver) => resolver.constructor.name)).toEqual([
    'LazyResolver',
    'ImplicitTokenResolver',
    'NumberStringUnionResolver',
  ]);
});

test('what toJson() returns is not what the next one returns', () => {
  const chart = new Chart(new App(), 'chart');
  const gateway = new Gateway(chart, 'gateway', { servers: [Server.http({ hosts: ['a.example.com'] })] });
  gateway.toJson().spec.servers[0].hosts.push('b.example.com');
  expect(gateway.toJson().spec.servers[0].hosts).toEqual(['a.example.com']);
});
