import { MeshObject } from '../mesh-object';
import {
  EnvoyFilterEnvoyConfigObjectMatch,
  EnvoyFilterEnvoyConfigObjectPatch,
  EnvoyFilterListenerMatchFilterMatch,
  EnvoyFilterSpec,
} from '../wire/networking';
import { DEPRECATED_FILTERS } from './checks/envoy-filter-names';
import { checkPatchValue } from './checks/envoy-patch-value';
import { faultOfPattern } from './checks/regexes';
import { checkWorkloadSelector } from './checks/selectors';
import { byteLength } from './checks/text';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

type Patch = Decoded<EnvoyFilterEnvoyConfigObjectPatch>;

const CONNECTION_MANAGERS: ReadonlySet<string> = new Set([
  'envoy.filters.network.http_connection_manager',
  'envoy.http_connection_manager',
]);
const OF_LISTENERS: ReadonlySet<string> = new Set(['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER']);
const OF_ROUTES: ReadonlySet<string> = new Set(['ROUTE_CONFIGURATION', 'VIRTUAL_HOST', 'HTTP_ROUTE']);
const LONGEST_VERSION = 1024;

/** Checks an EnvoyFilter as Istio does. */
export function validateEnvoyFilter(spec: Decoded<EnvoyFilterSpec>, _object: MeshObject, faults: Faults): void {
  if (!checkWorkloadSelector(spec.workloadSelector, faults.at('workloadSelector'))) {
    return;
  }
  faults.warning(
    'an EnvoyFilter depends on what is inside of Istio, which changes with any version: prefer another API',
  );
  (spec.configPatches ?? []).forEach((patch, index) => {
    const place = faults.at('configPatches', index);
    if (patch.match?.context !== 'WAYPOINT' && checkPatch(patch, place)) {
      checkPatchValue(patch.applyTo ?? '', patch.patch?.value, place.at('patch', 'value'));
    }
  });
}

/** Whether Istio looks on, at the value. */
function checkPatch({ applyTo = 'INVALID', match, patch }: Patch, faults: Faults): boolean {
  const { operation = 'INVALID', value } = patch ?? {};
  const missing =
    applyTo === 'INVALID'
      ? 'applyTo'
      : patch === undefined
        ? 'patch'
        : operation === 'INVALID'
          ? 'operation'
          : operation !== 'REMOVE' && value === undefined
            ? 'value'
            : undefined;
  if (missing !== undefined) {
    const path = missing === 'operation' || missing === 'value' ? ['patch', missing] : [missing];
    faults.error(`a patch needs ${missing}`, ...path);
    return false;
  }
  const version = match?.proxy?.proxyVersion ?? '';
  if (byteLength(version) > LONGEST_VERSION) {
    faults.warning('a version of more than 1024 characters is ignored', 'match', 'proxy', 'proxyVersion');
  } else if (version !== '') {
    const fault = faultOfPattern(version);
    if (fault !== undefined) {
      faults.error(fault, 'match', 'proxy', 'proxyVersion');
      return false;
    }
  }
  return checkMatch(applyTo, match ?? {}, faults.at('match'));
}

/** What a patch applies to and what it matches are of one kind. */
function checkMatch(applyTo: string, match: Decoded<EnvoyFilterEnvoyConfigObjectMatch>, faults: Faults): boolean {
  const { listener, routeConfiguration, cluster, waypoint } = match;
  if ([listener, routeConfiguration, cluster, waypoint].every((each) => each === undefined)) {
    return true;
  }
  if (OF_LISTENERS.has(applyTo)) {
    if (listener === undefined) {
      faults.error(`a patch of ${applyTo} matches a listener`);
      return false;
    }
    const filter = listener.filterChain?.filter;
    return filter === undefined || checkFilter(applyTo, filter, faults.at('listener', 'filterChain', 'filter'));
  }
  if (OF_ROUTES.has(applyTo) && routeConfiguration === undefined) {
    faults.error(`a patch of ${applyTo} matches a routeConfiguration`);
  } else if (applyTo === 'CLUSTER' && cluster === undefined) {
    faults.error('a patch of CLUSTER matches a cluster');
  }
  return true;
}

function checkFilter(
  applyTo: string,
  { name = '', subFilter }: Decoded<EnvoyFilterListenerMatchFilterMatch>,
  faults: Faults,
): boolean {
  if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN') {
    faults.warning(`a match of a filter means nothing to a patch of ${applyTo}`);
  }
  const fault =
    name === ''
      ? 'a match of a filter needs its name'
      : subFilter === undefined
        ? undefined
        : applyTo !== 'HTTP_FILTER'
          ? 'only a patch of HTTP_FILTER matches a subFilter'
          : !CONNECTION_MANAGERS.has(name)
            ? 'only envoy.filters.network.http_connection_manager has a subFilter'
            : (subFilter.name ?? '') === ''
              ? 'a match of a subFilter needs its name'
              : undefined;
  if (fault !== undefined) {
    faults.error(fault);
    return false;
  }
  warnOfOldName(name, faults.at('name'));
  warnOfOldName(subFilter?.name ?? '', faults.at('subFilter', 'name'));
  return true;
}

function warnOfOldName(name: string, faults: Faults): void {
  const current = DEPRECATED_FILTERS.get(name);
  faults.warning(
    current === undefined ? undefined : `${name} is a name from old times: the filter is called ${current}`,
  );
}
