import * as fc from 'fast-check';
import { Operation } from '../../src/security/operation';
import { OperationProps } from '../../src/security/operation-props';

test.each([
  ['get', Operation.get('/a'), { methods: ['GET'], paths: ['/a'] }],
  ['get of all paths', Operation.get(), { methods: ['GET'] }],
  ['post', Operation.post('/a', '/b*'), { methods: ['POST'], paths: ['/a', '/b*'] }],
  ['put', Operation.put('/a'), { methods: ['PUT'], paths: ['/a'] }],
  ['patch', Operation.patch('/a'), { methods: ['PATCH'], paths: ['/a'] }],
  ['delete', Operation.delete('/a'), { methods: ['DELETE'], paths: ['/a'] }],
  ['method', Operation.method('HEAD', 'P*', '*', 'M-SEARCH'), { methods: ['HEAD', 'P*', '*', 'M-SEARCH'] }],
  ['notMethod', Operation.notMethod('TRACE'), { notMethods: ['TRACE'] }],
  ['path', Operation.path('/a*', '*.js', '*', '/'), { paths: ['/a*', '*.js', '*', '/'] }],
  ['notPath', Operation.notPath('/healthz'), { notPaths: ['/healthz'] }],
  ['pathPrefix', Operation.pathPrefix('/api'), { paths: ['/api', '/api/*'] }],
  ['pathPrefix with a slash at its end', Operation.pathPrefix('/api/v1/'), { paths: ['/api/v1', '/api/v1/*'] }],
  ['pathPrefix of everything', Operation.pathPrefix('/'), { paths: ['/*'] }],
  ['host', Operation.host('a.com', 'a.com:*', '*.a.com'), { hosts: ['a.com', 'a.com:*', '*.a.com'] }],
  ['notHost', Operation.notHost('*.test'), { notHosts: ['*.test'] }],
  ['port', Operation.port(1, 65535), { ports: ['1', '65535'] }],
  ['notPort', Operation.notPort(8080), { notPorts: ['8080'] }],
  [
    'several at once',
    Operation.of({ methods: ['GET'], notPaths: ['/a'], ports: [80] }),
    { methods: ['GET'], notPaths: ['/a'], ports: ['80'] },
  ],
])('%s', (_, operation, rendered) => {
  expect(operation._render()).toEqual(rendered);
});

test('overrides lie over the fields, empty values included', () => {
  const overrides = { paths: [], novel: { a: 0 } };
  const operation = Operation.of({ paths: ['/a'], overrides });
  overrides.novel.a = 1;
  expect(operation._render()).toEqual({ paths: [], novel: { a: 0 } });
  expect(Operation.of({ overrides: { novel: 1 } })._render()).toEqual({ novel: 1 });
});

test('lists can change afterwards, before and after rendering', () => {
  const paths = ['/a'];
  const ports = [80];
  const operation = Operation.of({ paths, ports });
  paths.push('/b');
  ports.push(81);
  operation._render().paths!.push('/c');
  expect(operation._render()).toEqual({ paths: ['/a'], ports: ['80'] });
});

const LISTS: Array<keyof OperationProps> = [
  'methods',
  'notMethods',
  'paths',
  'notPaths',
  'hosts',
  'notHosts',
  'ports',
  'notPorts',
];

test.each(LISTS)('%s must not be empty, nor hold the empty text', (field) => {
  expect(() => Operation.of({ [field]: [] })).toThrow(
    `${field} of an operation must not be an empty list, which Istio takes for no restriction at all\n  received: []`,
  );
  expect(() => Operation.of({ [field]: [''] })).toThrow('\n  received: ""\n  fix: ');
});

test.each(['/{*}', '/{**}', '/a/{*}/b', '/a/{**}/b', '/{*}/{**}', "/a.b-c_d~e%20!$&'()+,;:@=/{*}", '/a/{*}/'])(
  'the path template %s',
  (path) => {
    expect(Operation.path(path)._render()).toEqual({ paths: [path] });
  },
);

describe('refused', () => {
  const refused: Array<[string, () => unknown, string]> = [
    ['nothing at all', () => Operation.of({}), 'an operation must say something: Istio refuses an empty one'],
    [
      'a method in small letters',
      () => Operation.method('get'),
      'methods of an operation must be HTTP methods in capitals: they are compared letter by letter\n  received: "get"\n  fix: write \'GET\'',
    ],
    ['a method with a wildcard inside', () => Operation.method('P*T'), 'at the beginning or at the end only'],
    [
      'a path without a slash',
      () => Operation.path('admin'),
      "paths of an operation must begin with '/' or be a wildcard: nothing else matches a path\n  received: \"admin\"\n  fix: write '/admin'",
    ],
    [
      'a path with a query',
      () => Operation.notPath('/a?b=c'),
      'notPaths of an operation are compared with the path alone, without query and fragment\n  received: "/a?b=c"\n  fix: write \'/a\'',
    ],
    ['a path with two wildcards', () => Operation.path('*a*'), 'not at both: the second would be a letter'],
    ['a path with a wildcard inside', () => Operation.path('/a/*/b'), 'in between it would match nothing'],
    [
      'a template that is none',
      () => Operation.path('/users/{id}'),
      'must be made of segments that are {*}, {**} or a text',
    ],
    ['a template within a segment', () => Operation.path('/a{*}'), 'must be made of segments'],
    ['a template with an old wildcard', () => Operation.path('/a*/{*}'), 'must be made of segments'],
    ['a template with an empty segment', () => Operation.path('/a//{*}'), 'must be made of segments'],
    [
      'a template with {*} after {**}',
      () => Operation.path('/{**}/{*}'),
      'templates in paths of an operation must have {**} as their last operator\n  received: "/{**}/{*}"',
    ],
    ['a template with two {**}', () => Operation.path('/{**}/a/{**}'), 'must have {**} as their last operator'],
    [
      'a template without a slash',
      () => Operation.path('{*}'),
      "must begin with '/'\n  received: \"{*}\"\n  fix: write '/{*}'",
    ],
    [
      'a prefix with a wildcard',
      () => Operation.pathPrefix('/a*'),
      "the prefix of a path begins with '/' and has no wildcards",
    ],
    ['a prefix without a slash', () => Operation.pathPrefix('a'), 'received: "a"'],
    [
      'a URL as a host',
      () => Operation.host('https://a.com/b'),
      'hosts of an operation must be hosts as in the Host header\n  received: "https://a.com/b"\n  fix: write \'a.com\'',
    ],
    ['a host with a wildcard inside', () => Operation.host('a.*.com'), 'in between it would match nothing'],
    ['port 0', () => Operation.port(0), 'ports of an operation must be port numbers\n  received: "0"'],
    [
      'port 65536',
      () => Operation.notPort(65536),
      'notPorts of an operation must be port numbers\n  received: "65536"',
    ],
    ['half a port', () => Operation.port(80.5), 'received: "80.5"'],
    ['no port number', () => Operation.port(NaN), 'received: "NaN"'],
  ];
  test.each(refused)('%s', (_, action, message) => {
    expect(action).toThrow(message);
    expect(action).toThrow('\n  received: ');
    expect(action).toThrow('\n  fix: ');
  });
});

test('a path prefix takes its path and what is below, and no other', () => {
  const matches = (pattern: string, path: string) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
  const segment = fc.stringMatching(/^[a-z0-9]{1,4}$/);
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 3 }), segment, (segments, other) => {
      const prefix = `/${segments.join('/')}`;
      const takes = (path: string) =>
        Operation.pathPrefix(prefix)
          ._render()
          .paths!.some((p) => matches(p, path));
      expect([prefix, `${prefix}/`, `${prefix}/${other}`, prefix + other].map(takes)).toEqual([
        true,
        true,
        true,
        false,
      ]);
    }),
  );
});
