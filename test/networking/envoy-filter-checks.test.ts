import { App, Chart } from 'cdk8s';
import { EnvoyFilter } from '../../src/networking/envoy-filter';
import { EnvoyApplyTo } from '../../src/networking/envoy-filter-apply-to';
import { EnvoyMatch } from '../../src/networking/envoy-filter-match';
import { EnvoyPatch } from '../../src/networking/envoy-filter-patch';

type Case = [applyTo: keyof typeof EnvoyApplyTo, match: EnvoyMatch | undefined, patch: EnvoyPatch];

const VALUE = { typed_config: {} };
const PATCHES = {
  MERGE: EnvoyPatch.merge(VALUE),
  MERGE_AND_REPLACE_LIST: EnvoyPatch.mergeAndReplaceList(VALUE),
  ADD: EnvoyPatch.add(VALUE),
  REMOVE: EnvoyPatch.remove(),
  REPLACE: EnvoyPatch.replace(VALUE),
  INSERT_BEFORE: EnvoyPatch.insertBefore(VALUE),
  INSERT_AFTER: EnvoyPatch.insertAfter(VALUE),
  INSERT_FIRST: EnvoyPatch.insertFirst(VALUE),
};
type Operation = keyof typeof PATCHES;

const LISTENER = EnvoyMatch.listener({ portNumber: 80 });
const LISTENER_FILTER = EnvoyMatch.listener({ listenerFilter: 'a' });
const FILTER_CHAIN = EnvoyMatch.listener({ filterChain: { sni: 'a' } });
const FILTER = EnvoyMatch.listener({ filterChain: { filter: 'envoy.filters.network.http_connection_manager' } });
const SUB_FILTER = EnvoyMatch.listener({ filterChain: { subFilter: 'a' } });
const ROUTES = EnvoyMatch.routeConfiguration({ name: '80' });
const VHOST = EnvoyMatch.routeConfiguration({ vhost: { name: 'a:80' } });
const ROUTE = EnvoyMatch.routeConfiguration({ vhost: { route: { name: 'a' } } });
const CLUSTER = EnvoyMatch.cluster({ name: 'a' });
const WAYPOINT = EnvoyMatch.waypoint({ route: 'a' });

/** Builds an EnvoyFilter with this patch. */
function apply([applyTo, match, patch]: Case): unknown {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const configPatches = [{ applyTo: EnvoyApplyTo[applyTo], match, patch }];
  return new EnvoyFilter(chart, 'filter', { configPatches }).toJson().spec.configPatches[0];
}

const ON_FILTERS = 'MERGE ADD REMOVE REPLACE INSERT_BEFORE INSERT_AFTER INSERT_FIRST';
/** What each kind takes, with a match that names what it is about. */
const TAKEN: Array<[applyTo: keyof typeof EnvoyApplyTo, match: EnvoyMatch | undefined, operations: string]> = [
  ['LISTENER', LISTENER, 'MERGE MERGE_AND_REPLACE_LIST ADD REMOVE'],
  ['LISTENER_FILTER', LISTENER_FILTER, ON_FILTERS],
  ['FILTER_CHAIN', FILTER_CHAIN, 'MERGE MERGE_AND_REPLACE_LIST ADD REMOVE'],
  ['NETWORK_FILTER', FILTER, ON_FILTERS],
  ['HTTP_FILTER', SUB_FILTER, ON_FILTERS],
  ['ROUTE_CONFIGURATION', ROUTES, 'MERGE MERGE_AND_REPLACE_LIST'],
  ['VIRTUAL_HOST', VHOST, 'MERGE MERGE_AND_REPLACE_LIST ADD REMOVE REPLACE'],
  ['HTTP_ROUTE', ROUTE, 'MERGE MERGE_AND_REPLACE_LIST ADD REMOVE INSERT_BEFORE INSERT_AFTER INSERT_FIRST'],
  ['CLUSTER', CLUSTER, 'MERGE MERGE_AND_REPLACE_LIST ADD REMOVE'],
  ['EXTENSION_CONFIG', undefined, 'ADD'],
  ['BOOTSTRAP', undefined, 'MERGE'],
];

const everyOperation = Object.keys(PATCHES) as Operation[];
const combinations = TAKEN.flatMap(([applyTo, match, operations]) =>
  everyOperation.map((operation) => ({ applyTo, match, operation, taken: operations.split(' ').includes(operation) })),
);

test.each(combinations.filter(({ taken }) => taken))(
  '$operation of $applyTo is taken',
  ({ applyTo, match, operation }) => {
    expect(apply([applyTo, match, PATCHES[operation]])).toMatchObject({ applyTo, patch: { operation } });
  },
);

test.each(combinations.filter(({ taken }) => !taken))(
  '$operation of $applyTo is refused',
  ({ applyTo, match, operation }) => {
    const action = () => apply([applyTo, match, PATCHES[operation]]);
    const rule = `[shop/filter] configPatches[0].patch.operation must be one that Istio knows for ${applyTo}`;
    expect(action).toThrow(`${rule}\n  received: "${operation}"\n  fix: use one of `);
  },
);

test.each<Case>([
  ['LISTENER', undefined, PATCHES.MERGE],
  ['HTTP_FILTER', EnvoyMatch.any(), PATCHES.INSERT_FIRST],
  ['HTTP_FILTER', FILTER, PATCHES.ADD],
  ['HTTP_FILTER', FILTER_CHAIN, PATCHES.MERGE],
  ['NETWORK_FILTER', FILTER_CHAIN, PATCHES.INSERT_BEFORE],
  ['HTTP_ROUTE', VHOST, PATCHES.MERGE],
  ['HTTP_ROUTE', ROUTES, PATCHES.MERGE],
  ['VIRTUAL_HOST', ROUTES, PATCHES.REMOVE],
])('a %s may be selected loosely (%#)', (...patch) => {
  expect(apply(patch)).toMatchObject({ applyTo: patch[0] });
});

test.each<Case>([
  ['HTTP_FILTER', WAYPOINT, PATCHES.REMOVE],
  ['ROUTE_CONFIGURATION', WAYPOINT, PATCHES.ADD],
])('a %s of a waypoint is not looked into', (...patch) => {
  expect(apply(patch)).toMatchObject({ applyTo: patch[0], match: { context: 'WAYPOINT' } });
});

describe('a patch is refused', () => {
  const refused: Array<[string, Case, string]> = [
    ['for listeners in clusters', ['LISTENER', CLUSTER, PATCHES.ADD], "match can't be about a cluster for LISTENER"],
    [
      'for filters in routes',
      ['HTTP_FILTER', ROUTES, PATCHES.ADD],
      'match can\'t be about a routeConfiguration for HTTP_FILTER\n  received: "routeConfiguration"\n  fix: use EnvoyMatch.listener()',
    ],
    [
      'for listener filters in clusters',
      ['LISTENER_FILTER', CLUSTER, PATCHES.ADD],
      "match can't be about a cluster for LISTENER_FILTER",
    ],
    [
      'for routes in listeners',
      ['HTTP_ROUTE', LISTENER, PATCHES.ADD],
      "match can't be about a listener for HTTP_ROUTE",
    ],
    ['for clusters in listeners', ['CLUSTER', LISTENER, PATCHES.MERGE], "match can't be about a listener for CLUSTER"],
    [
      'for extensions in listeners',
      ['EXTENSION_CONFIG', LISTENER, PATCHES.ADD],
      'match can\'t be about a listener for EXTENSION_CONFIG\n  received: "listener"\n  fix: use EnvoyMatch.any()',
    ],
    [
      'for listeners by a chain',
      ['LISTENER', FILTER_CHAIN, PATCHES.MERGE],
      'match must not have a condition that Istio overlooks for LISTENER\n  received: "filterChain"',
    ],
    [
      'for chains by a filter',
      ['FILTER_CHAIN', FILTER, PATCHES.MERGE],
      'match must not have a condition that Istio overlooks for FILTER_CHAIN\n  received: "filter"',
    ],
    [
      'for chains by a listener filter',
      ['FILTER_CHAIN', LISTENER_FILTER, PATCHES.MERGE],
      'match must not have a condition that Istio overlooks for FILTER_CHAIN\n  received: "listenerFilter"',
    ],
    [
      'for network filters by an HTTP filter',
      ['NETWORK_FILTER', SUB_FILTER, PATCHES.MERGE],
      'match must not have a condition that Istio overlooks for NETWORK_FILTER\n  received: "subFilter"',
    ],
    [
      'for route configurations by a virtual host',
      ['ROUTE_CONFIGURATION', VHOST, PATCHES.MERGE],
      'match must not have a condition that Istio overlooks for ROUTE_CONFIGURATION\n  received: "vhost"',
    ],
    [
      'for virtual hosts by a route',
      ['VIRTUAL_HOST', ROUTE, PATCHES.MERGE],
      'match must not have a condition that Istio overlooks for VIRTUAL_HOST\n  received: "route"',
    ],
    [
      'for HTTP filters elsewhere',
      ['HTTP_FILTER', EnvoyMatch.listener({ filterChain: { filter: 'a' } }), PATCHES.ADD],
      'match must be about envoy.filters.network.http_connection_manager, where HTTP filters are\n  received: "a"',
    ],
    ...(['REMOVE', 'REPLACE'] as const).flatMap((operation): Array<[string, Case, string]> => [
      [
        `${operation} of HTTP filters without a name`,
        ['HTTP_FILTER', FILTER, PATCHES[operation]],
        `match must name the filter for ${operation}, or it does nothing\n  received: "${operation}"\n  fix: set subFilter`,
      ],
      [
        `${operation} of network filters without a name`,
        ['NETWORK_FILTER', undefined, PATCHES[operation]],
        `match must name the filter for ${operation}, or it does nothing\n  received: "${operation}"\n  fix: set filter`,
      ],
    ]),
    [
      'MERGE of listener filters without a name',
      ['LISTENER_FILTER', LISTENER, PATCHES.MERGE],
      'match must name the filter for MERGE, or it does nothing\n  received: "MERGE"\n  fix: set listenerFilter',
    ],
    [
      'MERGE of a name into every HTTP filter',
      ['HTTP_FILTER', FILTER, EnvoyPatch.merge({ name: 'a', typed_config: {} })],
      'match must name the filter where the value of a MERGE has a name, which every filter would take on',
    ],
    [
      'MERGE of a name into every network filter',
      ['NETWORK_FILTER', undefined, EnvoyPatch.merge({ name: 'a' })],
      'match must name the filter where the value of a MERGE has a name, which every filter would take on',
    ],
  ];
  test.each(refused)('%s', (_, patch, message) => {
    expect(() => apply(patch)).toThrow(`[shop/filter] configPatches[0].${message}`);
    expect(() => apply(patch)).toThrow('\n  received: ');
    expect(() => apply(patch)).toThrow('\n  fix: ');
  });
});
