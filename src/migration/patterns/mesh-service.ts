import { isJsonObject, JsonObject, listAt } from '../../mesh/wire/json';
import { array, Expression, istio, json, member, object } from '../code/expression';
import { backendOf } from '../convert/backends';
import { Conversion } from '../convert/conversion';
import { headers } from '../convert/headers';
import { cors, fault, retries, rewrite } from '../convert/http-actions';
import { httpMatches } from '../convert/http-match';
import { mirror, weighted } from '../convert/http-route';
import { Inexpressible } from '../convert/inexpressible';
import { Properties, Site } from '../convert/properties';
import { trafficPolicy } from '../convert/traffic-policy';
import { duration, exportTo, itemsOf, list, text } from '../convert/values';
import { isSame } from '../difference';
import { ofKind, RulesByHost } from '../grouping';
import { Manifest } from '../manifest';
import { PatternCode, PatternMatch } from './pattern';
import { objectOf, sharedMetadata, weightedSubsets } from './shares';

/** VirtualServices for the mesh alone, each with the DestinationRule of its one host. */
export function meshServices(manifests: readonly Manifest[], rules: RulesByHost): PatternMatch[] {
  return ofKind(manifests, 'VirtualService').flatMap((virtualService) => {
    const [host] = listAt(virtualService.value, 'spec', 'hosts');
    const [rule, ...others] = rules.of(virtualService.namespace, host);
    const { gateways, tls, tcp } = (virtualService.value.spec ?? {}) as JsonObject;
    const isForMesh = gateways === undefined && tls === undefined && tcp === undefined;
    return rule === undefined || others.length > 0 || !isForMesh ? [] : [new MeshServiceMatch(virtualService, rule)];
  });
}

/** What the pattern adds by itself. */
const SAFE = {
  timeout: '15s',
  retries: { attempts: 2, retryOn: 'connect-failure,refused-stream' },
  outlierDetection: { consecutiveGatewayErrors: 5, consecutive5xxErrors: 0, maxEjectionPercent: 50 },
};

/** Parts of a traffic policy that are props of their own. */
const OWN_PARTS = ['outlierDetection', 'connectionPool', 'loadBalancer'];

class MeshServiceMatch implements PatternMatch {
  public readonly noun = 'mesh';
  public readonly members: readonly Manifest[];

  constructor(
    private readonly virtualService: Manifest,
    private readonly rule: Manifest,
  ) {
    this.members = [rule, virtualService];
  }

  public get name(): string {
    return this.base ?? this.virtualService.name;
  }

  public propertyOf(manifest: Manifest): string {
    return manifest === this.rule ? 'destinationRule' : 'virtualService';
  }

  public write(conversion: Conversion): PatternCode {
    const at = new Site(conversion, 'spec');
    const spec = this.virtualService.value.spec as JsonObject;
    const [host, ...hosts] = listAt(spec.hosts);
    const routes = listAt(spec.http);
    const root = routes.find((route) => isJsonObject(route) && route.match === undefined);
    if (!isJsonObject(root)) {
      throw new Inexpressible();
    }
    const policy = (this.rule.value.spec as JsonObject).trafficPolicy;
    const isSafe =
      root.timeout === SAFE.timeout &&
      isSame(root.retries, SAFE.retries) &&
      isJsonObject(policy) &&
      isSame(policy.outlierDetection, SAFE.outlierDetection);
    const props = objectOf([
      ...this.nameEntries(),
      ['backend', backendOf(String(host), at)],
      ['hosts', hosts.length === 0 ? undefined : json(hosts)],
      ['subsets', subsetsOf(this.rule, root, at)],
      ...(isSafe ? [] : [['defaults', member(istio('MeshDefaults'), 'ISTIO')] as const]),
      ...requestPolicies(root, isSafe, at),
      ...policyEntries(isSafe ? without(policy, 'outlierDetection') : policy, at),
      ['exportTo', new Properties(spec, at).convert('exportTo', exportTo)],
      ...sharedMetadata(this.rule, at),
    ]);
    const calls = routes.filter((route) => route !== root).map((route) => routeCall(route, root, at));
    return { className: 'MeshService', props, calls };
  }

  /** What both names begin with, where they do. */
  private get base(): string | undefined {
    const base = this.virtualService.name.replace(/-virtual-service$/, '');
    const isUsual =
      this.virtualService.name === `${base}-virtual-service` && this.rule.name === `${base}-destination-rule`;
    return isUsual ? base : undefined;
  }

  private nameEntries(): Array<[string, Expression]> {
    if (this.base !== undefined) {
      return [['name', json(this.base)]];
    }
    const names = object([
      ['virtualService', json(this.virtualService.name)],
      ['destinationRule', json(this.rule.name)],
    ]);
    return [['names', names]];
  }
}

function subsetsOf(rule: Manifest, root: unknown, at: Site): Expression | undefined {
  const hasSubsets = listAt(rule.value, 'spec', 'subsets').length > 0;
  return hasSubsets ? array(weightedSubsets(rule, root, at)) : undefined;
}

/** What the route that takes everything has, all others have too where they say nothing. */
function requestPolicies(root: JsonObject, isSafe: boolean, at: Site): ReadonlyArray<readonly [string, Expression]> {
  const properties = new Properties(root, at).drop('route');
  properties.take('timeout', duration).take('retries', retries);
  const { entries } = properties.strictly();
  return isSafe ? [] : entries;
}

function policyEntries(policy: unknown, at: Site): ReadonlyArray<readonly [string, Expression]> {
  if (policy === undefined || (isJsonObject(policy) && Object.keys(policy).length === 0)) {
    return [];
  }
  const { code } = trafficPolicy(policy, at);
  const entries = code.type === 'object' ? code.entries : [];
  return entries.every(([name]) => OWN_PARTS.includes(name)) ? entries : [['trafficPolicy', code]];
}

function without(value: unknown, field: string): unknown {
  return Object.fromEntries(Object.entries(value as JsonObject).filter(([name]) => name !== field));
}

function routeCall(route: unknown, root: JsonObject, at: Site): PatternCode['calls'][number] {
  const properties = new Properties(route, at);
  const match = properties.need('match', httpMatches);
  const destinations = array(itemsOf(properties.peek('route'), weighted, at));
  const inherited = ['timeout', 'retries'].filter((field) => isSame(properties.peek(field), root[field]));
  properties.drop('route', ...inherited).take('name', text);
  if (!inherited.includes('timeout')) {
    properties.take('timeout', duration);
  }
  if (!inherited.includes('retries')) {
    properties.take('retries', retries);
  }
  const policies = properties
    .take('rewrite', rewrite)
    .take('headers', headers)
    .take('corsPolicy', cors, 'cors')
    .take('mirrors', list(mirror))
    .take('fault', fault)
    .strictly();
  return {
    method: 'routeMatching',
    args: [match, destinations, ...(policies.entries.length === 0 ? [] : [policies])],
  };
}
