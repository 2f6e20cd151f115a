import { IstioResourceProps } from '../kernel/istio-resource';
import { PolicyTarget } from '../kernel/policy-target';
import { ExtensionPhase } from './extension-phase';
import { TrafficSelector } from './traffic-selector';

/** Where an extension runs, and on which traffic. */
export interface ExtensionProps extends IstioResourceProps {
  /**
   * The proxies that it runs in.
   *
   * @default - all of the namespace; in the root namespace of the mesh, all of the mesh. Waypoints are not among them: they have to
   * be named.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension-targetRefs
   */
  readonly target?: PolicyTarget;

  /**
   * Where among Istio's own filters it stands.
   *
   * @default - at the end, right before the request is routed.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension-phase
   */
  readonly phase?: ExtensionPhase;

  /**
   * Its place among the extensions of the same phase: the greater number comes first. It may be negative.
   *
   * @default - 0.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension-priority
   */
  readonly priority?: number;

  /**
   * The traffic that passes it; one of these is enough.
   *
   * @default - all traffic.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension-match
   */
  readonly match?: TrafficSelector[];
}
