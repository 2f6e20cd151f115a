import { scopedHosts, serverKind } from '../../../src/mesh/semantics/gateway-server';
import { mergeServers, PlacedServer, routeNameOf } from '../../../src/mesh/semantics/server-merge';
import { Server, ServerTlsSettings } from '../../../src/mesh/wire/networking';

function server(protocol: string, hosts: string[], tls?: ServerTlsSettings, more: Partial<Server> = {}): Server {
  return { port: { number: 80, name: `${protocol}-${hosts[0]}`, protocol }, hosts, tls, ...more };
}

function placed(each: Server, gateway = 'g'): PlacedServer<string> {
  return {
    gateway,
    index: 0,
    server: each,
    hosts: scopedHosts(each, 'default'),
    kind: serverKind(each),
    port: each.port.number,
    routeName: routeNameOf(each, each.port.number, 'default', gateway),
  };
}

function merged(...servers: Server[]) {
  const { listeners, rejected } = mergeServers(servers.map((each, index) => placed(each, `g${index}`)));
  return {
    listeners: listeners.map(({ port, bind, servers: sharing }) => [port, bind, sharing.map(({ gateway }) => gateway)]),
    rejected: rejected.map(({ server: { gateway }, reason }) => [gateway, reason]),
  };
}

it('shares plain ports among servers with HTTP, whatever hosts they have', () => {
  expect(merged(server('HTTP', ['a']), server('HTTP2', ['a']), server('GRPC', ['b']))).toEqual({
    listeners: [[80, '', ['g0', 'g1', 'g2']]],
    rejected: [],
  });
});

it.each<[string, Server[], string]>([
  ['TCP behind HTTP', [server('HTTP', ['a']), server('TCP', ['b'])], 'the port speaks HTTP for a already'],
  ['HTTP behind TCP', [server('TCP', ['a']), server('HTTP', ['b'])], 'the port speaks TCP for a already'],
  ['TCP behind TCP', [server('TCP', ['a']), server('TCP', ['b'])], 'the port speaks TCP for a already'],
  [
    'a host with TLS twice, with all hosts beside it',
    [server('HTTPS', ['a'], { mode: 'SIMPLE' }), server('HTTPS', ['b', 'a'], { mode: 'SIMPLE' })],
    'another server on the port has a already',
  ],
  [
    'a redirected host twice',
    [server('HTTP', ['a'], { httpsRedirect: true }), server('HTTP', ['a'], { httpsRedirect: true })],
    'another server on the port has a already',
  ],
])('leaves out %s', (_name, servers, reason) => {
  expect(merged(...servers)).toEqual({ listeners: [[80, '', ['g0']]], rejected: [['g1', reason]] });
});

it('listens at each address for itself', () => {
  const bound = (bind: string, protocol: string) => server(protocol, ['a'], undefined, { bind });
  expect(merged(bound('10.0.0.1', 'HTTP'), bound('10.0.0.2', 'TCP'))).toEqual({
    listeners: [
      [80, '10.0.0.1', ['g0']],
      [80, '10.0.0.2', ['g1']],
    ],
    rejected: [],
  });
});
