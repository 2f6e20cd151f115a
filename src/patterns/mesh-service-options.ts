import { Duration } from 'cdk8s';
import { Backend } from '../networking/backend';
import { ConnectionPool } from '../networking/connection-pool';
import { ExportTo } from '../networking/export-to';
import { IGateway } from '../networking/gateway';
import { HttpRetry } from '../networking/http-retry';
import { LoadBalancer } from '../networking/load-balancer';
import { LocalityLoadBalancer } from '../networking/locality-load-balancer';
import { OutlierDetection } from '../networking/outlier-detection';
import { TrafficPolicy } from '../networking/traffic-policy';
import { MeshDefaults } from './mesh-defaults';

/** The names of the objects that a service in the mesh has. */
export interface MeshServiceNames {
  /**
   * The VirtualService's name.
   *
   * @default - the service's name with `-virtual-service`.
   */
  readonly virtualService?: string;

  /**
   * The DestinationRule's name.
   *
   * @default - the service's name with `-destination-rule`.
   */
  readonly destinationRule?: string;
}

/** What `MeshService`, `Canary` and `BlueGreen` have in common: the service, and how its clients treat it. */
export interface MeshServiceOptions {
  /** The service. Make the pattern in its namespace: clients elsewhere find no DestinationRule in any other. */
  readonly backend: Backend;

  /**
   * Further hosts that the routes hold for, such as public ones.
   *
   * @default - the backend's own host alone.
   */
  readonly hosts?: string[];

  /**
   * Gateways that the routes hold at, besides the mesh; they need `hosts`.
   *
   * @default - the routes hold for the sidecars of clients alone.
   */
  readonly gateways?: IGateway[];

  /**
   * What holds for what is left out of `timeout`, `retries` and `outlierDetection`.
   *
   * @default MeshDefaults.SAFE
   */
  readonly defaults?: MeshDefaults;

  /**
   * How long a request may take, from its end until the end of the response, retries included. `Duration.seconds(0)` for as long as it
   * takes, which streams, long polls and large downloads need.
   *
   * @default - 15 seconds; with `MeshDefaults.ISTIO` as long as it takes.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute-timeout
   */
  readonly timeout?: Duration;

  /**
   * When and how often a failed request is tried again. All tries, each of `perTryTimeout`, have to fit in the timeout.
   *
   * Conditions such as `RetryOn.STATUS_5XX` or `RESET` also repeat requests that a pod has processed, orders and payments among
   * them.
   *
   * @default - 2 more tries after connect-failure and refused-stream; with `MeshDefaults.ISTIO` 2 after connect-failure,
   * refused-stream, unavailable and cancelled.
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
   */
  readonly retries?: HttpRetry;

  /**
   * When a pod that fails is taken out of the load balancing; it takes the place of the default as a whole.
   *
   * With it pods near the client come first, unless the mesh or `locality` says otherwise.
   *
   * @default - `{ consecutiveGatewayErrors: 5, consecutive5xxErrors: 0, maxEjectionPercent: 50 }`: answers of the application itself
   * (500) take no pod out, and at most half of the pods are out at once, where Istio's 10 percent mean none of fewer than ten. With
   * `MeshDefaults.ISTIO` none, unless a failover needs it.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
   */
  readonly outlierDetection?: OutlierDetection;

  /**
   * How many connections and requests a client's proxy allows itself. More get 503 at once.
   *
   * @default - no limits.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
   */
  readonly connectionPool?: ConnectionPool;

  /**
   * How the pod for a request is chosen. Localities are part of it: not together with `locality`.
   *
   * @default - the pod with the fewer requests of two.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
   */
  readonly loadBalancer?: LoadBalancer;

  /**
   * Which pods are preferred by where they and the client are, and where requests go when those fail. A failover does nothing without
   * outlier detection, so that it gets the default one where there is none.
   *
   * @default - as the mesh is configured: sub-zone, zone, region, any.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
   */
  readonly locality?: LocalityLoadBalancer;

  /**
   * The parts of the traffic policy that have no property here, such as `tls` and `portLevelSettings`. A port with settings of its own
   * inherits nothing, not outlier detection either.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
   */
  readonly trafficPolicy?: TrafficPolicy;

  /**
   * Namespaces whose proxies see the VirtualService and the DestinationRule.
   *
   * @default - all; where the backend is in another namespace this one, because clients elsewhere would find the routes without the
   * subsets.
   */
  readonly exportTo?: ExportTo[];

  /**
   * The wave of Argo CD in which the DestinationRule is applied; the VirtualService follows in the next one, so that no route ever names
   * a subset that is not there yet. Applied from a file the order is right as it is.
   *
   * @default - no annotations.
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
   */
  readonly syncWave?: number;

  /**
   * What the names of the objects start with.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * Names that are not to be made from `name`.
   *
   * @default - both are.
   */
  readonly names?: MeshServiceNames;

  /**
   * The namespace of VirtualService and DestinationRule.
   *
   * @default - the chart's.
   */
  readonly namespace?: string;

  /**
   * Labels for VirtualService and DestinationRule, besides the chart's.
   *
   * @default - none.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for VirtualService and DestinationRule.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };
}
