import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checkDuration } from '../../kernel/duration';
import { locate, misuse, show } from '../../kernel/errors';
import { HttpRetry } from '../../networking/http-retry';
import { checkRetries } from '../../networking/private/argument-types';
import { LoadBalancer } from '../../networking/load-balancer';
import { OutlierDetection } from '../../networking/outlier-detection';
import { RetryOn } from '../../networking/retry-on';
import { SubsetProps } from '../../networking/subset';
import { TrafficPolicy } from '../../networking/traffic-policy';
import { MeshDefaults } from '../mesh-defaults';
import { MeshServiceOptions } from '../mesh-service-options';

/** How long requests may take, and how often they are tried. */
export interface RequestPolicies {
  readonly timeout?: Duration;
  readonly retries?: HttpRetry;
}

const SAFE_POLICIES: RequestPolicies = {
  timeout: Duration.seconds(15),
  retries: HttpRetry.attempts(2, { retryOn: [RetryOn.CONNECT_FAILURE, RetryOn.REFUSED_STREAM] }),
};
const SAFE_OUTLIER_DETECTION: OutlierDetection = {
  consecutiveGatewayErrors: 5,
  consecutive5xxErrors: 0,
  maxEjectionPercent: 50,
};

const UNITS: { readonly [unit: string]: number } = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Timeout and retries of the requests to a service; throws unless all tries fit in the timeout. */
export function requestPolicies(at: Construct, props: MeshServiceOptions): RequestPolicies {
  const isSafe = (props.defaults ?? MeshDefaults.SAFE) === MeshDefaults.SAFE;
  const defaults = isSafe ? SAFE_POLICIES : {};
  return checkedPolicies(at, props, defaults, 'the default');
}

/** Those of a route, which has the service's where it has none of its own; `origin` says in errors whose the defaults are. */
export function checkedPolicies(
  at: Construct,
  own: RequestPolicies,
  defaults: RequestPolicies,
  origin: string,
): RequestPolicies {
  if (own.timeout === undefined && own.retries === undefined) {
    return defaults;
  }
  const chosen = own.timeout ?? defaults.timeout;
  if (chosen !== undefined) {
    checkDuration(chosen, 'timeout', at);
  }
  const timeout = chosen?.toMilliseconds({ integral: false }) === 0 ? undefined : chosen;
  const retries = own.retries ?? defaults.retries;
  if (retries !== undefined) {
    checkRetries(retries, at);
  }
  const { attempts = 0, perTryTimeout } = retries?._render() ?? {};
  const tries = attempts + 1;
  const needed = perTryTimeout === undefined ? 0 : tries * millisOf(perTryTimeout);
  if (timeout !== undefined && needed > timeout.toMilliseconds({ integral: false })) {
    const whose = own.timeout === undefined ? `, ${origin}` : '';
    throw misuse({
      at,
      rule: 'all tries of a request have to fit in its timeout, or the last ones never happen',
      received: `${tries} tries of ${perTryTimeout} in ${timeout.toMilliseconds() / 1000}s${whose}`,
      fix: `set \`timeout\` to at least ${needed / 1000}s, or shorten perTryTimeout or attempts`,
    });
  }
  return { timeout, retries };
}

/** The traffic policy of a service; throws where parts of it are told twice. */
export function trafficPolicyOf(at: Construct, props: MeshServiceOptions): TrafficPolicy | undefined {
  const rest = props.trafficPolicy ?? {};
  for (const part of ['outlierDetection', 'connectionPool', 'loadBalancer'] as const) {
    if (props[part] !== undefined && rest[part] !== undefined) {
      throw twice(at, part, `\`${part}\` and \`trafficPolicy.${part}\``);
    }
  }
  const loadBalancer = loadBalancerOf(at, props);
  const given = props.outlierDetection ?? rest.outlierDetection;
  const isSafe = (props.defaults ?? MeshDefaults.SAFE) === MeshDefaults.SAFE;
  const isSupplied = isSafe || failsOver(loadBalancer);
  const policy: TrafficPolicy = {
    ...rest,
    loadBalancer,
    connectionPool: props.connectionPool ?? rest.connectionPool,
    outlierDetection: given ?? (isSupplied ? SAFE_OUTLIER_DETECTION : undefined),
  };
  return Object.values(policy).some((part) => part !== undefined) ? policy : undefined;
}

/** Throws where a subset's own load balancer would put the service's failover out of force. */
export function checkSubsetPolicies(
  at: Construct,
  policy: TrafficPolicy | undefined,
  subsets: readonly SubsetProps[] | undefined,
): void {
  if (!failsOver(policy?.loadBalancer)) {
    return;
  }
  const without = subsets?.find(({ trafficPolicy }) => {
    const own = trafficPolicy?.loadBalancer;
    return own !== undefined && own._render().localityLbSetting === undefined;
  });
  if (without !== undefined) {
    throw misuse({
      at,
      rule: "the load balancer of a subset takes the place of the service's, failover included",
      received: `subset ${without.name} with a load balancer that has no localityLbSetting`,
      fix: 'give it `localityLbSetting`, LocalityLoadBalancer.enabled() for none of the own, or leave it out',
    });
  }
}

function loadBalancerOf(
  at: Construct,
  { locality, loadBalancer, trafficPolicy }: MeshServiceOptions,
): LoadBalancer | undefined {
  const given = loadBalancer ?? trafficPolicy?.loadBalancer;
  if (locality === undefined) {
    return given;
  }
  if (given !== undefined) {
    throw twice(at, 'the localities', '`locality` beside a load balancer');
  }
  return locate(at, () => LoadBalancer.leastRequest({ localityLbSetting: locality }));
}

function failsOver(loadBalancer: LoadBalancer | undefined): boolean {
  const locality = loadBalancer?._render().localityLbSetting;
  return locality?.failover !== undefined || locality?.failoverPriority !== undefined;
}

function twice(at: Construct, what: string, received: string): Error {
  return misuse({
    at,
    rule: `${what} must be told once`,
    received,
    fix: 'keep one of them; localities are the `localityLbSetting` of a load balancer',
  });
}

/** Durations as they are rendered: one number and one unit. */
function millisOf(text: string): number {
  const { 1: number, 2: unit } = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  if (number === undefined) {
    throw new Error(`not a rendered duration: ${show(text)}`);
  }
  return Number(number) * UNITS[unit];
}
