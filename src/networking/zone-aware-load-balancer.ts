import * as networking from '../../imports/networking';
import { LocalityFailover, renderFailover, renderPriority } from './locality-load-balancer';
import { Field } from './private/field';

/**
 * How zone-aware load balancing is narrowed down.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ZoneAwareLoadBalancerSetting
 */
export interface ZoneAwareLoadBalancerOptions {
  /**
   * Which region takes over from which.
   *
   * @default - any region takes over.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ZoneAwareLoadBalancerSetting-failover
   */
  readonly failover?: LocalityFailover[];

  /**
   * Labels that set priorities first, as in `LocalityLoadBalancer.failoverPriority()`, but not region, zone and
   * sub-zone.
   *
   * @default - where the pods are decides alone.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ZoneAwareLoadBalancerSetting-failover_priority
   */
  readonly failoverPriority?: string[];

  /**
   * The number of pods in the client's region below which zones make no difference; at least 1.
   *
   * @default 6
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ZoneAwareLoadBalancerSetting-min_cluster_size
   */
  readonly minClusterSize?: number;
}

/**
 * Keeps requests in the client's zone as far as the pods there can take them; Envoy works out the shares from the
 * numbers of pods. Other regions only take over when the client's own fails.
 *
 * The client's proxy needs `ISTIO_META_ENABLE_SELF_DISCOVERY: "true"` in its `proxyMetadata`; waypoints do not have it.
 * Pods are seen to fail by `outlierDetection` in the same traffic policy. Istio knows it since 1.31.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ZoneAwareLoadBalancerSetting
 */
export class ZoneAwareLoadBalancer {
  /**
   * Prefers the client's zone.
   *
   * @throws if a list is empty, a region or label is malformed, or `minClusterSize` is below 1.
   */
  public static enabled(options: ZoneAwareLoadBalancerOptions = {}): ZoneAwareLoadBalancer {
    const field = new Field('zoneAwareLbSetting');
    return new ZoneAwareLoadBalancer({
      enabled: true,
      failover: options.failover && renderFailover(options.failover, field.of('failover')),
      failoverPriority: renderPriority(options.failoverPriority, field.of('failoverPriority')),
      minClusterSize: field.of('minClusterSize').whole(options.minClusterSize, 1, Number.MAX_SAFE_INTEGER),
    });
  }

  /** Zones make no difference, whatever the mesh says. */
  public static disabled(): ZoneAwareLoadBalancer {
    return new ZoneAwareLoadBalancer({ enabled: false });
  }

  private constructor(private readonly setting: networking.ZoneAwareLoadBalancerSetting) {}

  /** @internal */
  public _render(): networking.ZoneAwareLoadBalancerSetting {
    return this.setting;
  }
}
