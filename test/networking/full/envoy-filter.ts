import { Chart } from 'cdk8s';
import { PolicyTarget } from '../../../src/kernel/policy-target';
import { EnvoyFilter } from '../../../src/networking/envoy-filter';
import { EnvoyApplyTo } from '../../../src/networking/envoy-filter-apply-to';
import { EnvoyFilterClass } from '../../../src/networking/envoy-filter-class';
import { EnvoyConfigPatch } from '../../../src/networking/envoy-filter-config-patch';
import { EnvoyPatchContext } from '../../../src/networking/envoy-filter-context';
import { EnvoyMatch } from '../../../src/networking/envoy-filter-match';
import { EnvoyPatch } from '../../../src/networking/envoy-filter-patch';
import { EnvoyRouteAction } from '../../../src/networking/envoy-filter-route-action';
import { Gateway } from '../../../src/networking/gateway';

const FILTER = {
  name: 'envoy.filters.http.grpc_stats',
  typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.grpc_stats.v3.FilterConfig' },
};
const ROUTER = 'envoy.filters.http.router';

const IN_LISTENERS: EnvoyConfigPatch[] = [
  {
    applyTo: EnvoyApplyTo.HTTP_FILTER,
    match: EnvoyMatch.listener(
      {
        name: '0.0.0.0_8080',
        portNumber: 8080,
        portName: 'http',
        filterChain: {
          name: 'chain',
          sni: 'shop.example.com',
          transportProtocol: 'tls',
          applicationProtocols: ['h2', 'http/1.1'],
          destinationPort: 8080,
          filter: 'envoy.filters.network.http_connection_manager',
          subFilter: ROUTER,
        },
      },
      {
        context: EnvoyPatchContext.SIDECAR_INBOUND,
        proxy: { proxyVersion: '^1\\.31\\.', metadata: { TEAM: 'web' } },
      },
    ),
    patch: EnvoyPatch.insertBefore(FILTER),
  },
  {
    applyTo: EnvoyApplyTo.HTTP_FILTER,
    match: EnvoyMatch.listener({ filterChain: { subFilter: ROUTER } }, { context: EnvoyPatchContext.ANY }),
    patch: EnvoyPatch.insertAfter(FILTER),
  },
  { applyTo: EnvoyApplyTo.HTTP_FILTER, patch: EnvoyPatch.insertFirst(FILTER) },
  ...Object.values(EnvoyFilterClass).map((filterClass) => ({
    applyTo: EnvoyApplyTo.HTTP_FILTER,
    patch: EnvoyPatch.add(FILTER, { filterClass }),
  })),
  {
    applyTo: EnvoyApplyTo.NETWORK_FILTER,
    match: EnvoyMatch.listener({ filterChain: { filter: 'envoy.filters.network.tcp_proxy' } }),
    patch: EnvoyPatch.replace({ name: 'envoy.filters.network.tcp_proxy' }),
  },
  {
    applyTo: EnvoyApplyTo.LISTENER_FILTER,
    match: EnvoyMatch.listener({ listenerFilter: 'envoy.filters.listener.http_inspector' }),
    patch: EnvoyPatch.remove(),
  },
  { applyTo: EnvoyApplyTo.FILTER_CHAIN, patch: EnvoyPatch.merge({ transport_socket_connect_timeout: '5s' }) },
  { applyTo: EnvoyApplyTo.LISTENER, patch: EnvoyPatch.mergeAndReplaceList({ access_log: [] }) },
];

const ELSEWHERE: EnvoyConfigPatch[] = [
  { applyTo: EnvoyApplyTo.EXTENSION_CONFIG, patch: EnvoyPatch.add({ name: 'my-extension' }) },
  { applyTo: EnvoyApplyTo.BOOTSTRAP, patch: EnvoyPatch.merge({ stats_flush_interval: '5s' }) },
  {
    applyTo: EnvoyApplyTo.CLUSTER,
    match: EnvoyMatch.cluster({ name: 'BlackHoleCluster' }, { context: EnvoyPatchContext.SIDECAR_OUTBOUND }),
    patch: EnvoyPatch.merge({ connect_timeout: '1s' }),
  },
  {
    applyTo: EnvoyApplyTo.CLUSTER,
    match: EnvoyMatch.cluster({ service: 'shop.default.svc.cluster.local', portNumber: 80, subset: 'v1' }),
    patch: EnvoyPatch.merge({ connect_timeout: '1s' }),
  },
  {
    applyTo: EnvoyApplyTo.CLUSTER,
    match: EnvoyMatch.waypoint({ portNumber: 80, subFilter: ROUTER, route: 'default' }),
    patch: EnvoyPatch.remove(),
  },
];

/** The API's zero values, which say nothing. */
export const REFUSED = ['spec.configPatches[].applyTo=INVALID', 'spec.configPatches[].patch.operation=INVALID'];

/** EnvoyFilters that between them set every field and every enum value. */
export function build(chart: Chart): void {
  new EnvoyFilter(chart, 'listeners', {
    target: PolicyTarget.workloads({ app: 'shop' }),
    priority: -10,
    configPatches: IN_LISTENERS,
  });
  new EnvoyFilter(chart, 'elsewhere', {
    target: PolicyTarget.several(PolicyTarget.gateway('edge', { namespace: '' })),
    configPatches: ELSEWHERE,
  });

  const routes = new EnvoyFilter(chart, 'routes');
  const gateway = Gateway.fromGatewayName(chart, 'gateway', 'shop', { namespace: 'edge' });
  routes.addConfigPatch({
    applyTo: EnvoyApplyTo.ROUTE_CONFIGURATION,
    match: EnvoyMatch.routeConfiguration(
      { name: 'https.443.https.shop.edge', portNumber: 443, portName: 'https', gateway },
      { context: EnvoyPatchContext.GATEWAY },
    ),
    patch: EnvoyPatch.merge({ max_direct_response_body_size_bytes: 1 }),
  });
  routes.addConfigPatch({
    applyTo: EnvoyApplyTo.VIRTUAL_HOST,
    match: EnvoyMatch.routeConfiguration({ vhost: { name: 'shop.example.com:443', domainName: 'shop.example.com' } }),
    patch: EnvoyPatch.merge({ include_request_attempt_count: true }),
  });
  for (const action of Object.values(EnvoyRouteAction)) {
    routes.addConfigPatch({
      applyTo: EnvoyApplyTo.HTTP_ROUTE,
      match: EnvoyMatch.routeConfiguration({ vhost: { route: { name: 'default', action } } }),
      patch: EnvoyPatch.merge({ name: 'renamed' }),
    });
  }
}
