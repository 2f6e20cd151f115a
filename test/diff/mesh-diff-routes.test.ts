import { changes, ONE, shop, TO_ONE, TO_TWO, TWO } from '../support/shop-mesh';

describe('a change of routes is shown by the smallest request', () => {
  it.each<[what: string, before: string, after: string, expected: readonly string[]]>([
    [
      'weights',
      `    - route: [{destination: {host: cart, subset: one}, weight: 90}, {destination: {host: cart, subset: two}, weight: 10}]`,
      `    - route: [{destination: {host: cart, subset: one}, weight: 50}, {destination: {host: cart, subset: two}, weight: 50}]`,
      [
        '[a.example.com] GET http://a.example.com/: goes to 50% shop/cart-v1, 50% shop/cart-v2 (cart.shop.svc.cluster.local:80) instead of 90% shop/cart-v1, 10% shop/cart-v2 (cart.shop.svc.cluster.local:80)',
      ],
    ],
    [
      'the order of two routes that some requests both meet',
      `    - {match: [{uri: {prefix: /api}}], route: [${ONE}]}
    - {match: [{headers: {x-user: {exact: jo}}}], route: [${TWO}]}`,
      `    - {match: [{headers: {x-user: {exact: jo}}}], route: [${TWO}]}
    - {match: [{uri: {prefix: /api}}], route: [${ONE}]}`,
      [`[a.example.com] GET http://a.example.com/api x-user: jo: goes to ${TO_TWO} instead of ${TO_ONE}`],
    ],
    [
      'a prefix that ends at a border',
      `    - {match: [{uri: {prefix: /api}}], route: [${ONE}]}`,
      `    - {match: [{uri: {prefix: /api/}}], route: [${ONE}]}`,
      [
        `[a.example.com] GET http://a.example.com/api: the answer is 404 NR (no route matches); it was that of ${TO_ONE}`,
      ],
    ],
    [
      'a regular expression',
      `    - {match: [{uri: {regex: '/v[12]/.*'}}], route: [${ONE}]}`,
      `    - {match: [{uri: {regex: '/v[123]/.*'}}], route: [${ONE}]}`,
      [
        `[a.example.com] GET http://a.example.com/v3/: the answer is that of ${TO_ONE}; it was 404 NR (no route matches)`,
      ],
    ],
    [
      'a method that is asked for',
      `    - {route: [${ONE}]}`,
      `    - {match: [{method: {exact: GET}}], route: [${ONE}]}`,
      [`[a.example.com] POST http://a.example.com/: the answer is 404 NR (no route matches); it was that of ${TO_ONE}`],
    ],
    [
      'a header that is forbidden',
      `    - {match: [{uri: {prefix: /api}}], route: [${ONE}]}`,
      `    - {match: [{uri: {prefix: /api}, withoutHeaders: {x-old: {}}}], route: [${ONE}]}`,
      [
        `[a.example.com] GET http://a.example.com/api x-old: x: the answer is 404 NR (no route matches); it was that of ${TO_ONE}`,
      ],
    ],
    [
      'a parameter of the query',
      `    - {match: [{queryParams: {debug: {exact: 'on'}}}], route: [${TWO}]}
    - {route: [${ONE}]}`,
      `    - {route: [${ONE}]}`,
      [`[a.example.com] GET http://a.example.com/?debug=on: goes to ${TO_ONE} instead of ${TO_TWO}`],
    ],
    [
      'a route between others',
      `    - {match: [{uri: {prefix: /a/b/c}}], route: [${ONE}]}
    - {match: [{uri: {prefix: /a}}], route: [${ONE}]}`,
      `    - {match: [{uri: {prefix: /a/b/c}}], route: [${ONE}]}
    - {match: [{uri: {prefix: /a/b}}], route: [${TWO}]}
    - {match: [{uri: {prefix: /a}}], route: [${ONE}]}`,
      [`[a.example.com] GET http://a.example.com/a/b: goes to ${TO_TWO} instead of ${TO_ONE}`],
    ],
    [
      'a fault',
      `    - {route: [${ONE}]}`,
      `    - {fault: {abort: {httpStatus: 503, percentage: {value: 10}}}, route: [${ONE}]}`,
      [
        `[a.example.com] GET http://a.example.com/: the answer is 90% of the destination, 10% 503 FI (a fault is injected that aborts the request); it was that of ${TO_ONE}`,
      ],
    ],
    [
      'a delay',
      `    - {route: [${ONE}]}`,
      `    - {fault: {delay: {fixedDelay: 2s, percentage: {value: 50}}}, route: [${ONE}]}`,
      ['[a.example.com] GET http://a.example.com/: delay: 50% 2s, 50% none is new'],
    ],
    [
      'timeout and retries',
      `    - {route: [${ONE}], timeout: 5s}`,
      `    - {route: [${ONE}], timeout: 7s, retries: {attempts: 2}}`,
      ['[a.example.com] GET http://a.example.com/: timeout: 7s instead of 5s; also: retries'],
    ],
    [
      'a rewrite',
      `    - {match: [{uri: {prefix: /api}}], rewrite: {uri: /}, route: [${ONE}]}`,
      `    - {match: [{uri: {prefix: /api}}], rewrite: {uri: /v1}, route: [${ONE}]}`,
      ['[a.example.com] GET http://a.example.com/api: path: /v1 instead of /'],
    ],
    [
      'headers that are set',
      `    - {route: [${ONE}]}`,
      `    - {headers: {request: {set: {x-a: '1'}}, response: {add: {x-b: '2'}}}, route: [${ONE}]}`,
      ['[a.example.com] GET http://a.example.com/: request headers: x-a: 1 is new; also: response headers'],
    ],
    [
      'a redirect',
      `    - {match: [{uri: {prefix: /old}}], redirect: {uri: /new}}`,
      `    - {match: [{uri: {prefix: /old}}], redirect: {uri: /newer, redirectCode: 302}}`,
      [
        '[a.example.com] GET http://a.example.com/old: the answer is 302 (the route redirects); it was 301 (the route redirects); also: location',
      ],
    ],
    [
      'a mirror',
      `    - {route: [${ONE}]}`,
      `    - {route: [${ONE}], mirror: {host: cart, subset: two}, mirrorPercentage: {value: 5}}`,
      [`[a.example.com] GET http://a.example.com/: mirror: 5% ${TO_TWO} is new`],
    ],
    [
      'the order of two routes that no request both meets',
      `    - {match: [{uri: {exact: /a}}], route: [${ONE}]}
    - {match: [{uri: {exact: /b}}], route: [${TWO}]}`,
      `    - {match: [{uri: {exact: /b}}], route: [${TWO}]}
    - {match: [{uri: {exact: /a}}], route: [${ONE}]}`,
      [],
    ],
    ['the name of a route', `    - {name: a, route: [${ONE}]}`, `    - {name: b, route: [${ONE}]}`, []],
    ['a timeout in other words', `    - {route: [${ONE}], timeout: 1m}`, `    - {route: [${ONE}], timeout: 60s}`, []],
    [
      'a route that a route before it hides',
      `    - {match: [{uri: {prefix: /a}}], route: [${ONE}]}
    - {match: [{uri: {prefix: /a/b}}], route: [${ONE}]}`,
      `    - {match: [{uri: {prefix: /a}}], route: [${ONE}]}
    - {match: [{uri: {prefix: /a/b}}], route: [${TWO}]}`,
      [],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(changes([shop(before)], [shop(after)])).toEqual(expected);
  });
});
