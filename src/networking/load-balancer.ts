import { Duration } from 'cdk8s';
import * as networking from '../../imports/networking';
import { ConsistentHash } from './consistent-hash';
import { LocalityLoadBalancer } from './locality-load-balancer';
import { Field } from './private/field';
import { Warmup, renderWarmup } from './warmup';
import { ZoneAwareLoadBalancer } from './zone-aware-load-balancer';

/** What a load balancer takes besides its algorithm. */
export interface LoadBalancerOptions {
  /**
   * Which pods are preferred by where they and the client are.
   *
   * @default - the mesh-wide setting, which prefers nearer pods where there is `outlierDetection`.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-locality_lb_setting
   */
  readonly localityLbSetting?: LocalityLoadBalancer;

  /**
   * Keeps requests in the client's zone as far as its pods can take them. It can't go with `localityLbSetting`.
   *
   * @default - the mesh-wide setting.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-zone_aware_lb_setting
   */
  readonly zoneAwareLbSetting?: ZoneAwareLoadBalancer;
}

/** What a load balancer takes that knows how to warm up pods. */
export interface WarmupLoadBalancerOptions extends LoadBalancerOptions {
  /**
   * Gives pods that just started their share little by little.
   *
   * @default - they get their full share at once.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-warmup
   */
  readonly warmup?: Warmup;

  /**
   * How long a pod counts as new; at least 1ms. It can't go with `warmup`.
   *
   * @default - left to `warmup`.
   * @deprecated use `warmup: { duration }`
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-warmup_duration_secs
   */
  readonly warmupDurationSecs?: Duration;
}

type Algorithm = networking.LoadBalancerSettingsSimpleLb;
const Algorithm = networking.LoadBalancerSettingsSimpleLb;

/**
 * How the pod for a request is chosen.
 *
 * Every factory throws if both `localityLbSetting` and `zoneAwareLbSetting` are given, or both `warmup` and
 * `warmupDurationSecs`, or a warmup that Istio refuses.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export class LoadBalancer {
  /** As Istio chooses, which is the pod with the fewest requests. */
  public static unspecified(options: WarmupLoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer({ simple: Algorithm.UNSPECIFIED }, options);
  }

  /** The pod with the fewer requests of two that are picked at random. Nearly always the best. */
  public static leastRequest(options: WarmupLoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer({ simple: Algorithm.LEAST_REQUEST }, options);
  }

  /** One pod after the other, however busy it is. */
  public static roundRobin(options: WarmupLoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer({ simple: Algorithm.ROUND_ROBIN }, options);
  }

  /** Any pod. It can't warm up pods. */
  public static random(options: LoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer({ simple: Algorithm.RANDOM }, options);
  }

  /** The address that the client asked for, without any balancing: for clients that chose a pod themselves. */
  public static passthrough(): LoadBalancer {
    return new LoadBalancer({ simple: Algorithm.PASSTHROUGH }, {});
  }

  /**
   * The old name of `leastRequest()`.
   *
   * @deprecated use `leastRequest()`
   */
  public static leastConn(options: WarmupLoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer({ simple: Algorithm.LEAST_CONN }, options);
  }

  /** The same pod for the same client. It can't warm up pods. */
  public static consistentHash(hash: ConsistentHash, options: LoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer({ consistentHash: hash._render() }, options);
  }

  private readonly settings: networking.LoadBalancerSettings;

  private constructor(algorithm: networking.LoadBalancerSettings, options: WarmupLoadBalancerOptions) {
    const field = new Field('loadBalancer');
    if (options.localityLbSetting !== undefined && options.zoneAwareLbSetting !== undefined) {
      throw field.fault(
        'must not have both localityLbSetting and zoneAwareLbSetting',
        ['localityLbSetting', 'zoneAwareLbSetting'],
        'keep one of them',
      );
    }
    if (options.warmup !== undefined && options.warmupDurationSecs !== undefined) {
      throw field.fault(
        'must not have both warmup and warmupDurationSecs',
        ['warmup', 'warmupDurationSecs'],
        'keep `warmup`; the other one is its old form',
      );
    }
    this.settings = {
      ...algorithm,
      localityLbSetting: options.localityLbSetting?._render(),
      zoneAwareLbSetting: options.zoneAwareLbSetting?._render(),
      warmup: options.warmup && renderWarmup(options.warmup, field.of('warmup')),
      warmupDurationSecs: field.of('warmupDurationSecs').duration(options.warmupDurationSecs),
    };
  }

  /** @internal */
  public _render(): networking.LoadBalancerSettings {
    return this.settings;
  }
}
