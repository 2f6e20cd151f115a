import {
  acceptsHost,
  hostsForNamespace,
  isTlsServer,
  passesThrough,
  redirectsToHttps,
  routesOfServer,
  scopedHosts,
  serverHosts,
  ServerKind,
  serverKind,
} from '../../../src/mesh/semantics/gateway-server';
import { Server, ServerTlsSettings } from '../../../src/mesh/wire/networking';

function server(protocol: string, tls?: ServerTlsSettings, hosts: string[] = ['*']): Server {
  return { port: { number: 443, name: 'port', protocol }, hosts, tls };
}

test.each<[string, ServerTlsSettings | undefined, ServerKind, string, boolean, boolean, boolean]>([
  ['HTTP', undefined, 'http', 'http', false, false, false],
  ['grpc', undefined, 'http', 'http', false, false, false],
  ['HTTP', { httpsRedirect: true }, 'http', 'http', false, true, true],
  ['HTTPS', { mode: 'SIMPLE' }, 'https', 'http', true, false, false],
  ['HTTPS', { mode: 'SIMPLE', httpsRedirect: true }, 'https', 'http', true, false, false],
  ['HTTPS', { mode: 'PASSTHROUGH' }, 'passthrough', 'tls', true, true, false],
  ['HTTPS', {}, 'passthrough', 'tls', true, true, false],
  ['TLS', { mode: 'SIMPLE' }, 'tls', 'tcp', true, false, false],
  ['TLS', { mode: 'AUTO_PASSTHROUGH' }, 'passthrough', 'none', true, true, false],
  ['TCP', undefined, 'tcp', 'tcp', false, false, false],
  ['MYSQL', undefined, 'tcp', 'tcp', false, false, false],
  ['HTTPS', undefined, 'tcp', 'tcp', false, false, false],
])(
  '%s with %j is %s and has %s routes; TLS: %s, passed through: %s, redirected: %s',
  (protocol, tls, kind, routes, ...rest) => {
    const subject = server(protocol, tls);
    expect(serverKind(subject)).toBe(kind);
    expect(routesOfServer(subject)).toBe(routes);
    expect([isTlsServer(subject), passesThrough(subject), redirectsToHttps(subject)]).toEqual(rest);
  },
);

test('hosts with and without namespaces', () => {
  expect(serverHosts(server('HTTP', undefined, ['a', 'x/b', './c', '*/d']), 'own')).toEqual([
    { host: 'a' },
    { host: 'b', namespace: 'x' },
    { host: 'c', namespace: 'own' },
    { host: 'd' },
  ]);
  expect(serverHosts(server('HTTP', undefined, ['x/b', '*/*']), 'own')).toEqual([{ host: '*' }]);
});

test('keeps hosts with the namespaces that they belong to', () => {
  const hosts = scopedHosts(server('HTTP', undefined, ['./a', '*/b', 'team/c', 'd']), 'own');
  expect(hosts).toEqual(['own/a', 'b', 'team/c', 'd']);
  expect(hostsForNamespace(hosts, 'team')).toEqual(['b', 'c', 'd']);
  expect(hostsForNamespace(hosts, 'own')).toEqual(['a', 'b', 'd']);
});

test.each([
  ['a.example.com', '*.example.com', 'shop', true],
  ['*.example.com', 'a.example.com', 'shop', true],
  ['shop/a.example.com', 'a.example.com', 'shop', true],
  ['shop/a.example.com', 'a.example.com', 'other', false],
  ['./a.example.com', 'a.example.com', 'own', true],
  ['./a.example.com', 'a.example.com', 'shop', false],
  ['a.example.com', 'b.example.com', 'shop', false],
])('a server for %s takes %s of namespace %s: %s', (entry, host, namespace, expected) => {
  expect(acceptsHost(server('HTTP', undefined, [entry]), 'own', host, namespace)).toBe(expected);
});
