import { App, Chart } from 'cdk8s';
import { EnvoyPatchContext } from '../../src/networking/envoy-filter-context';
import { EnvoyMatch } from '../../src/networking/envoy-filter-match';
import { EnvoyRouteAction } from '../../src/networking/envoy-filter-route-action';
import { Gateway, IGateway } from '../../src/networking/gateway';

const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
const contextIn = (namespace?: string) => ({ owner: new Chart(new App(), 'shop'), namespace });
const { GATEWAY, SIDECAR_INBOUND, SIDECAR_OUTBOUND } = EnvoyPatchContext;

test.each([
  ['any', EnvoyMatch.any(), {}],
  ['any in a context', EnvoyMatch.any({ context: GATEWAY }), { context: 'GATEWAY' }],
  [
    'any of a version',
    EnvoyMatch.any({ proxy: { proxyVersion: '^1\\.31\\.', metadata: {} } }),
    { proxy: { proxyVersion: '^1\\.31\\.', metadata: {} } },
  ],
  ['an empty listener', EnvoyMatch.listener({}), { listener: {} }],
  [
    'a listener filter',
    EnvoyMatch.listener({ name: 'virtualInbound', listenerFilter: 'a' }, { context: SIDECAR_INBOUND }),
    { context: 'SIDECAR_INBOUND', listener: { name: 'virtualInbound', listenerFilter: 'a' } },
  ],
  ['an empty filter chain', EnvoyMatch.listener({ filterChain: {} }), { listener: { filterChain: {} } }],
  [
    'a filter chain',
    EnvoyMatch.listener({ filterChain: { applicationProtocols: ['h2', 'http/1.1'], destinationPort: 80 } }),
    { listener: { filterChain: { applicationProtocols: 'h2,http/1.1', destinationPort: 80 } } },
  ],
  [
    'a network filter',
    EnvoyMatch.listener({ filterChain: { filter: 'a' } }),
    { listener: { filterChain: { filter: { name: 'a' } } } },
  ],
  [
    'an HTTP filter',
    EnvoyMatch.listener({ filterChain: { filter: CONNECTION_MANAGER, subFilter: 'a' } }),
    { listener: { filterChain: { filter: { name: CONNECTION_MANAGER, subFilter: { name: 'a' } } } } },
  ],
  ['an empty cluster', EnvoyMatch.cluster({}), { cluster: {} }],
  [
    'a cluster of a service',
    EnvoyMatch.cluster({ service: 'a.b.svc.cluster.local', portNumber: 80, subset: 'v1' }),
    { cluster: { service: 'a.b.svc.cluster.local', portNumber: 80, subset: 'v1' } },
  ],
  ['a cluster by name', EnvoyMatch.cluster({ name: 'a' }), { cluster: { name: 'a' } }],
  [
    'routes',
    EnvoyMatch.routeConfiguration({
      name: '80',
      portNumber: 80,
      vhost: { name: 'a:80', domainName: 'a', route: { name: 'default', action: EnvoyRouteAction.REDIRECT } },
    }),
    {
      routeConfiguration: {
        name: '80',
        portNumber: 80,
        vhost: { name: 'a:80', domainName: 'a', route: { name: 'default', action: 'REDIRECT' } },
      },
    },
  ],
  [
    'empty routes',
    EnvoyMatch.routeConfiguration({ vhost: { route: {} } }),
    { routeConfiguration: { vhost: { route: {} } } },
  ],
  ['an empty waypoint', EnvoyMatch.waypoint({}), { context: 'WAYPOINT', waypoint: {} }],
  [
    'a waypoint',
    EnvoyMatch.waypoint({ portNumber: 80, filter: 'a', route: 'b' }, { proxy: {} }),
    { context: 'WAYPOINT', proxy: {}, waypoint: { portNumber: 80, filter: { name: 'a' }, route: { name: 'b' } } },
  ],
])('a match of %s', (_, match, rendered) => {
  expect(match._render(contextIn('default'))).toEqual(rendered);
});

test('what was rendered can change afterwards', () => {
  const match = EnvoyMatch.listener({ filterChain: { filter: 'a' } });
  Object.assign(match._render(contextIn()).listener!, { filterChain: undefined });
  expect(match._render(contextIn())).toEqual({ listener: { filterChain: { filter: { name: 'a' } } } });
});

describe('a Gateway of routes', () => {
  const render = (gateway: IGateway, namespace?: string) =>
    EnvoyMatch.routeConfiguration({ gateway, portName: 'https' }, { context: GATEWAY })._render(contextIn(namespace));

  test.each([
    [{ name: 'shop', namespace: 'edge' }, 'default', 'edge/shop'],
    [{ name: 'shop', namespace: 'default' }, 'default', 'default/shop'],
    [{ name: 'shop' }, 'default', 'default/shop'],
  ])('%s from namespace %s is %s', (gateway, namespace, rendered) => {
    expect(render(gateway, namespace).routeConfiguration).toEqual({ gateway: rendered, portName: 'https' });
  });

  test.each([
    [{ name: 'shop' }, 'match.routeConfiguration.gateway must be in a known namespace\n  received: "shop"'],
    [Gateway.MESH, 'match.routeConfiguration.gateway must be a Gateway of its own\n  received: "mesh"'],
    [{ name: 'a.b', namespace: 'edge' }, '[shop] the name of a Gateway must be an RFC 1123 label\n  received: "a.b"'],
  ])('%s is refused', (gateway, message) => {
    expect(() => render(gateway)).toThrow(message);
    expect(() => render(gateway)).toThrow('\n  fix: ');
  });
});

const gateway = { name: 'shop', namespace: 'edge' };
test.each([
  ['port 0', () => EnvoyMatch.listener({ portNumber: 0 }), 'match.listener.portNumber must be a port number'],
  [
    'a great port',
    () => EnvoyMatch.listener({ portNumber: 70_000 }),
    'match.listener.portNumber must be a port number',
  ],
  [
    'port 0 of a chain',
    () => EnvoyMatch.listener({ filterChain: { destinationPort: 0 } }),
    'match.listener.filterChain.destinationPort must be a port number',
  ],
  [
    'a listener filter without name',
    () => EnvoyMatch.listener({ listenerFilter: '' }),
    'match.listener.listenerFilter must not be empty',
  ],
  [
    'a filter without name',
    () => EnvoyMatch.listener({ filterChain: { filter: '' } }),
    'match.listener.filterChain.filter must not be empty',
  ],
  [
    'a sub filter without name',
    () => EnvoyMatch.listener({ filterChain: { subFilter: '' } }),
    'match.listener.filterChain.subFilter must not be empty',
  ],
  [
    'a sub filter elsewhere',
    () => EnvoyMatch.listener({ filterChain: { filter: 'a', subFilter: 'b' } }),
    `match.listener.filterChain must name a subFilter only in ${CONNECTION_MANAGER}`,
  ],
  [
    'no protocol',
    () => EnvoyMatch.listener({ filterChain: { applicationProtocols: [] } }),
    'match.listener.filterChain.applicationProtocols must list ALPN protocols\n  received: []',
  ],
  [
    'protocols in one',
    () => EnvoyMatch.listener({ filterChain: { applicationProtocols: ['h2,http/1.1'] } }),
    'match.listener.filterChain.applicationProtocols must list ALPN protocols\n  received: "h2,http/1.1"',
  ],
  [
    'a port of routes',
    () => EnvoyMatch.routeConfiguration({ portNumber: -1 }),
    'match.routeConfiguration.portNumber must be a port number',
  ],
  [
    'a port name for sidecars',
    () => EnvoyMatch.routeConfiguration({ portName: 'a' }, { context: SIDECAR_OUTBOUND }),
    'match.routeConfiguration must not have portName or gateway for sidecars',
  ],
  [
    'a gateway for sidecars',
    () => EnvoyMatch.routeConfiguration({ gateway }, { context: SIDECAR_INBOUND }),
    'match.routeConfiguration must not have portName or gateway for sidecars',
  ],
  [
    'a cluster of two descriptions',
    () => EnvoyMatch.cluster({ name: 'a', subset: 'b' }),
    'match.cluster must have nothing beside a name',
  ],
  [
    'a service that is none',
    () => EnvoyMatch.cluster({ service: 'a b' }),
    'the service of a cluster match must be a DNS',
  ],
  [
    'a port of a cluster',
    () => EnvoyMatch.cluster({ portNumber: 0 }),
    'match.cluster.portNumber must be a port number',
  ],
  ['a port of a waypoint', () => EnvoyMatch.waypoint({ portNumber: 0 }), 'match.waypoint.portNumber must be a port'],
  ['a filter of a waypoint', () => EnvoyMatch.waypoint({ filter: '' }), 'match.waypoint.filter must not be empty'],
  [
    'a version that is no pattern',
    () => EnvoyMatch.any({ proxy: { proxyVersion: '(?=1)' } }),
    'match.proxy.proxyVersion must be valid RE2',
  ],
  [
    'a long version',
    () => EnvoyMatch.any({ proxy: { proxyVersion: '1'.repeat(1025) } }),
    'match.proxy.proxyVersion must have at most 1024 characters: a longer one matches no proxy\n  received: 1025',
  ],
])('%s is refused', (_, action, message) => {
  expect(action).toThrow(message);
  expect(action).toThrow('\n  received: ');
  expect(action).toThrow('\n  fix: ');
});
