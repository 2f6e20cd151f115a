import * as networking from '../../imports/networking';
import { EnvoyApplyTo } from './envoy-filter-apply-to';
import { HTTP_CONNECTION_MANAGER } from './envoy-filter-listener-match';
import { MatchedObject } from './envoy-filter-match';
import { EnvoyPatch } from './envoy-filter-patch';
import { Field } from './private/field';

type Operation = networking.EnvoyFilterPatchOperation;
const Operation = networking.EnvoyFilterPatchOperation;

/** A condition inside a match. */
type Detail = 'listenerFilter' | 'filterChain' | 'filter' | 'subFilter' | 'vhost' | 'route';

/** What Istio does for one kind of patches. */
interface Abilities {
  /** What a match has to be about; undefined where Istio looks at no such match. */
  readonly object?: MatchedObject;
  /** What it looks at in the match. */
  readonly looksAt: readonly Detail[];
  /** What it can do. */
  readonly operations: readonly Operation[];
  /** For filters: the condition that names the filter. */
  readonly namedBy?: Detail;
}

const { MERGE, MERGE_AND_REPLACE_LIST, ADD, REMOVE, REPLACE, INSERT_BEFORE, INSERT_AFTER, INSERT_FIRST } = Operation;
const INSERT = [INSERT_BEFORE, INSERT_AFTER, INSERT_FIRST];
const ON_OBJECTS = [MERGE, MERGE_AND_REPLACE_LIST, ADD, REMOVE];
const ON_FILTERS = [MERGE, ADD, REMOVE, REPLACE, ...INSERT];

/** As istiod 1.31 has it; everything else it passes over in silence, or takes for an ADD. */
const ABILITIES: { readonly [applyTo in EnvoyApplyTo]: Abilities } = {
  LISTENER: { object: 'listener', looksAt: [], operations: ON_OBJECTS },
  LISTENER_FILTER: {
    object: 'listener',
    looksAt: ['listenerFilter'],
    operations: ON_FILTERS,
    namedBy: 'listenerFilter',
  },
  FILTER_CHAIN: { object: 'listener', looksAt: ['filterChain'], operations: ON_OBJECTS },
  NETWORK_FILTER: {
    object: 'listener',
    looksAt: ['filterChain', 'filter'],
    operations: ON_FILTERS,
    namedBy: 'filter',
  },
  HTTP_FILTER: {
    object: 'listener',
    looksAt: ['filterChain', 'filter', 'subFilter'],
    operations: ON_FILTERS,
    namedBy: 'subFilter',
  },
  ROUTE_CONFIGURATION: { object: 'routeConfiguration', looksAt: [], operations: [MERGE, MERGE_AND_REPLACE_LIST] },
  VIRTUAL_HOST: { object: 'routeConfiguration', looksAt: ['vhost'], operations: [...ON_OBJECTS, REPLACE] },
  HTTP_ROUTE: { object: 'routeConfiguration', looksAt: ['vhost', 'route'], operations: [...ON_OBJECTS, ...INSERT] },
  CLUSTER: { object: 'cluster', looksAt: [], operations: ON_OBJECTS },
  EXTENSION_CONFIG: { looksAt: [], operations: [ADD] },
  BOOTSTRAP: { looksAt: [], operations: [MERGE] },
};

/** Throws where istiod refuses the patch, or would pass over a part of it in silence. */
export function checkConfigPatch(
  applyTo: EnvoyApplyTo,
  match: networking.EnvoyFilterEnvoyConfigObjectMatch,
  patch: EnvoyPatch,
  field: Field,
): void {
  if (match.waypoint !== undefined) {
    return;
  }
  const abilities = ABILITIES[applyTo];
  checkOperation(applyTo, abilities, patch, field);
  checkObject(applyTo, abilities, match, field);
  checkDetails(applyTo, abilities, match, field);
  checkFilterIsNamed(abilities, match, patch, field);
}

function checkOperation(applyTo: EnvoyApplyTo, { operations }: Abilities, patch: EnvoyPatch, field: Field): void {
  if (!operations.includes(patch._operation)) {
    throw field
      .of('patch.operation')
      .fault(`must be one that Istio knows for ${applyTo}`, patch._operation, `use one of ${operations.join(', ')}`);
  }
}

function checkObject(
  applyTo: EnvoyApplyTo,
  { object }: Abilities,
  match: networking.EnvoyFilterEnvoyConfigObjectMatch,
  field: Field,
): void {
  const others = (['listener', 'routeConfiguration', 'cluster'] as const).filter((kind) => kind !== object);
  const other = others.find((kind) => match[kind] !== undefined);
  if (other !== undefined) {
    throw field
      .of('match')
      .fault(`can't be about a ${other} for ${applyTo}`, other, `use EnvoyMatch.${object ?? 'any'}(), or none`);
  }
}

function checkDetails(
  applyTo: EnvoyApplyTo,
  { looksAt }: Abilities,
  match: networking.EnvoyFilterEnvoyConfigObjectMatch,
  field: Field,
): void {
  const details = detailsOf(match);
  const overlooked = [...details.keys()].find((detail) => !looksAt.includes(detail));
  if (overlooked !== undefined) {
    throw field
      .of('match')
      .fault(
        `must not have a condition that Istio overlooks for ${applyTo}`,
        overlooked,
        `leave ${overlooked} out, or use another EnvoyApplyTo`,
      );
  }
  const filter = details.get('filter');
  if (applyTo === EnvoyApplyTo.HTTP_FILTER && filter !== undefined && filter !== HTTP_CONNECTION_MANAGER) {
    throw field
      .of('match')
      .fault(`must be about ${HTTP_CONNECTION_MANAGER}, where HTTP filters are`, filter, 'leave filter out');
  }
}

function checkFilterIsNamed(
  { namedBy }: Abilities,
  match: networking.EnvoyFilterEnvoyConfigObjectMatch,
  patch: EnvoyPatch,
  field: Field,
): void {
  if (namedBy === undefined || detailsOf(match).has(namedBy)) {
    return;
  }
  const { _operation: operation } = patch;
  if (operation === REMOVE || operation === REPLACE || (operation === MERGE && namedBy === 'listenerFilter')) {
    throw field
      .of('match')
      .fault(`must name the filter for ${operation}, or it does nothing`, operation, `set ${namedBy}`);
  }
  if (operation === MERGE && patch._renames) {
    throw field
      .of('match')
      .fault(
        'must name the filter where the value of a MERGE has a name, which every filter would take on',
        operation,
        `set ${namedBy}, or leave the name out of the value`,
      );
  }
}

/** The conditions that a match has, with the names of filters. */
function detailsOf(match: networking.EnvoyFilterEnvoyConfigObjectMatch): Map<Detail, unknown> {
  const { listener, routeConfiguration } = match;
  const filter = listener?.filterChain?.filter;
  // `filter` is a part of `filterChain`, which alone counts as a condition for what has no filters.
  const details: Array<[Detail, unknown]> = [
    ['listenerFilter', listener?.listenerFilter],
    ['filterChain', listener?.filterChain],
    ['filter', filter?.name],
    ['subFilter', filter?.subFilter?.name],
    ['vhost', routeConfiguration?.vhost],
    ['route', routeConfiguration?.vhost?.route],
  ];
  return new Map(details.filter(([, value]) => value !== undefined));
}
