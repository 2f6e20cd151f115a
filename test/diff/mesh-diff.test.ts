import { MeshDiff } from '../../src/diff/mesh-diff';
import { changes, GATEWAY, inWords, meshOf, ONE, SERVICES, shop, TO_ONE, TO_TWO, TWO } from '../support/shop-mesh';

describe('a change of objects', () => {
  const EVERYTHING = shop(`    - {route: [${ONE}]}`);

  it.each<[what: string, before: readonly string[], after: readonly string[], expected: readonly string[]]>([
    [
      'a host that is gone, with all its routes',
      [
        shop(`    - {match: [{uri: {prefix: /api}}], route: [${ONE}]}\n    - {route: [${TWO}]}`, {
          hosts: 'a.example.com, b.example.com',
        }),
      ],
      [shop(`    - {match: [{uri: {prefix: /api}}], route: [${ONE}]}\n    - {route: [${TWO}]}`)],
      [
        `[b.example.com] GET http://b.example.com/: the answer is 404 NR (no virtual host for b.example.com); it was that of ${TO_TWO}`,
      ],
    ],
    [
      'a wildcard',
      [],
      [shop(`    - {route: [${ONE}]}`, { hosts: '"*.example.com"' })],
      [
        `[*.example.com] GET http://any.example.com/: the answer is that of ${TO_ONE}; it was 404 NR (no virtual host for any.example.com)`,
        `[other.example.com] GET http://other.example.com:8080/: the answer is that of ${TO_ONE}; it was 404 NR (no virtual host for other.example.com:8080)`,
      ],
    ],
    ['the name of a VirtualService', [EVERYTHING], [shop(`    - {route: [${ONE}]}`, { name: 'other' })], []],
    [
      'a namespace that is written',
      [EVERYTHING],
      [shop(`    - {route: [${ONE.replace('cart', 'cart.shop.svc.cluster.local')}]}`)],
      [],
    ],
    [
      'the order of documents',
      [EVERYTHING, shop(`    - {route: [${TWO}]}`, { name: 'z' })],
      [shop(`    - {route: [${TWO}]}`, { name: 'z' }), EVERYTHING],
      [],
    ],
    [
      'a route of the mesh for some pods',
      [
        shop(`    - {match: [{sourceLabels: {app: web}}], route: [${ONE}]}\n    - {route: [${ONE}]}`, {
          hosts: 'cart',
          gateways: 'mesh',
        }),
      ],
      [
        shop(`    - {match: [{sourceLabels: {app: web}}], route: [${TWO}]}\n    - {route: [${ONE}]}`, {
          hosts: 'cart',
          gateways: 'mesh',
        }),
      ],
      [
        `[cart.shop.svc.cluster.local] GET http://cart.shop.svc.cluster.local/ from shop {"app":"web"}: goes to ${TO_TWO} instead of ${TO_ONE}`,
      ],
    ],
    [
      'a policy of a DestinationRule alone',
      [EVERYTHING],
      [
        EVERYTHING,
        'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: cart, namespace: shop}\nspec: {host: cart, trafficPolicy: {tls: {mode: SIMPLE}}, subsets: [{name: one, labels: {version: v1}}, {name: two, labels: {version: v2}}]}',
      ],
      [
        '[a.example.com] GET http://a.example.com/: transport: TLS instead of plain text; also: TLS settings of the destination',
        '[cart.shop.svc.cluster.local] GET http://cart.shop.svc.cluster.local/ from shop {}: transport: TLS instead of plain text; also: TLS settings of the destination',
      ],
    ],
    [
      'the labels of a subset',
      [EVERYTHING],
      [
        EVERYTHING,
        'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: cart, namespace: shop}\nspec: {host: cart, subsets: [{name: one, labels: {version: v2}}]}',
      ],
      [`[a.example.com] GET http://a.example.com/: goes to ${TO_TWO} instead of ${TO_ONE}`],
    ],
    [
      'labels of a subset that select the same pods',
      [EVERYTHING],
      [
        EVERYTHING,
        'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: cart, namespace: shop}\nspec: {host: cart, subsets: [{name: one, labels: {version: v1, app: cart}}, {name: two, labels: {version: v2}}]}',
      ],
      [],
    ],
    [
      'a policy that denies a path',
      [EVERYTHING],
      [
        EVERYTHING,
        'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: a, namespace: istio-system}\nspec: {selector: {matchLabels: {istio: ingressgateway}}, action: DENY, rules: [{to: [{operation: {paths: [/admin*], methods: [POST]}}]}]}',
      ],
      [
        `[a.example.com] POST http://a.example.com/admin: the answer is 403 (ns[istio-system]-policy[a]-rule[0] denies it); it was that of ${TO_ONE}`,
      ],
    ],
    [
      'mutual TLS that a workload asks for',
      [
        EVERYTHING,
        'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}',
        'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: cart, namespace: shop}\nspec: {host: cart, trafficPolicy: {tls: {mode: DISABLE}}, subsets: [{name: one, labels: {version: v1}}]}',
      ],
      [
        EVERYTHING,
        'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}',
        'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: cart, namespace: shop}\nspec: {host: cart, trafficPolicy: {tls: {mode: DISABLE}}, subsets: [{name: one, labels: {version: v1}}]}',
        'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {name: a, namespace: shop}\nspec: {mtls: {mode: STRICT}}',
      ],
      [
        `[a.example.com] GET http://a.example.com/: the answer is 503 UC (shop/cart-v1: plain text is refused); it was that of ${TO_ONE}`,
        '[cart.shop.svc.cluster.local] GET http://cart.shop.svc.cluster.local/ from shop {}: the answer is 503 UC (shop/cart-v1: plain text is refused, shop/cart-v2: plain text is refused); it was that of 50% shop/cart-v1, 50% shop/cart-v2 (cart.shop.svc.cluster.local:80)',
      ],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });

  it('tells which ports a gateway no longer opens, and what that is by', () => {
    const closed = GATEWAY.replace(/\n.*8080.*\n/, '\n');
    const diff = MeshDiff.between(
      meshOf(GATEWAY, SERVICES, shop(`    - {route: [${ONE}]}`, { hosts: 'other.example.com' })),
      meshOf(closed, SERVICES, shop(`    - {route: [${ONE}]}`, { hosts: 'other.example.com' })),
    );
    expect(diff.changes.map(inWords)).toEqual([
      '[other.example.com] GET http://other.example.com:8080/: the connection is refused (the gateway does not listen on port 8080); it was made',
    ]);
    expect(diff.changes[0].causes).toEqual([
      {
        type: 'changed',
        place: {
          kind: 'Gateway',
          group: 'networking.istio.io',
          namespace: 'shop',
          name: 'web',
          file: 'mesh.yaml',
          line: 2,
        },
      },
    ]);
    expect(diff.changes[0].from).toEqual(['outside by http port 8080']);
  });

  it('tells objects whose effect is not simulated', () => {
    const filter =
      'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: lua, namespace: shop}\nspec: {priority: 1}';
    const diff = MeshDiff.between(meshOf(GATEWAY), meshOf(GATEWAY, filter));
    expect(diff.isEmpty).toBe(true);
    expect(diff.unsimulated.map(({ type, place }) => `${type} ${place.kind} ${place.name}`)).toEqual([
      'added EnvoyFilter lua',
    ]);
  });

  it('takes services without pods for a part of a cluster where no pods are at hand', () => {
    const services =
      'apiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: shop}\nspec: {selector: {app: cart}, ports: [{port: 80, name: http}]}';
    const route = (timeout: string) => shop(`    - {route: [{destination: {host: cart}}], timeout: ${timeout}}`);
    const diff = MeshDiff.between(meshOf(GATEWAY, services, route('1s')), meshOf(GATEWAY, services, route('2s')));
    expect(diff.changes.map(inWords)).toEqual(['[a.example.com] GET http://a.example.com/: timeout: 2s instead of 1s']);
  });
});
